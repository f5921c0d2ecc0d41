namespace MlPlatform.Tables;

/// <summary>True and false as bytes 1 and 0; a missing one is <see cref="MissingValue"/>.</summary>
public sealed class BooleanColumn : Column
{
    public const byte MissingValue = 0xFF;

    private readonly ReadOnlyMemory<byte> values;

    public BooleanColumn(string name, ReadOnlyMemory<byte> values) : this(name, values, ValidityBitmap.From(values.Span, MissingValue))
    {
    }

    private BooleanColumn(string name, ReadOnlyMemory<byte> values, ValidityBitmap validity) : base(name, validity) => this.values = values;

    public override ColumnType Type => ColumnType.Boolean;

    /// <summary>1 for true, 0 for false, <see cref="MissingValue"/> where missing.</summary>
    public ReadOnlySpan<byte> Values => values.Span;

    public bool? this[int row] => values.Span[row] is var value and not MissingValue ? value != 0 : null;

    public override string? Text(int row) => this[row] switch
    {
        true => "true",
        false => "false",
        null => null,
    };

    public override Column Slice(int start, int length) =>
        new BooleanColumn(Name, values.Slice(start, length), Validity.Slice(start, length));

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var source = Values;
        var taken = new byte[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = source[rows[i]];
        return new BooleanColumn(Name, taken);
    }

    public override Column Rename(string name) => new BooleanColumn(name, values, Validity);
}
