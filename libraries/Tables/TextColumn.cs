using System.Text;

namespace MlPlatform.Tables;

/// <summary>Free text: the UTF-8 bytes of all rows one after another, and where each row ends.</summary>
public sealed class TextColumn : Column
{
    private readonly ReadOnlyMemory<byte> utf8;
    private readonly ReadOnlyMemory<long> bounds;

    /// <param name="name">The column's name.</param>
    /// <param name="utf8">The texts.</param>
    /// <param name="bounds">One more than there are rows: row i is bytes bounds[i] to bounds[i + 1].</param>
    /// <param name="validity">Which rows have a text; an empty text may be present.</param>
    public TextColumn(string name, ReadOnlyMemory<byte> utf8, ReadOnlyMemory<long> bounds, ValidityBitmap validity) : base(name, validity)
    {
        if (bounds.Length != validity.Length + 1) throw new ArgumentException($"Column '{name}' has {bounds.Length} bounds for {validity.Length} rows.");
        this.utf8 = utf8;
        this.bounds = bounds;
    }

    public override ColumnType Type => ColumnType.Text;

    /// <summary>The text of a row, or null where it is missing.</summary>
    public string? this[int row] => Validity[row] ? Encoding.UTF8.GetString(Utf8(row)) : null;

    public override string? Text(int row) => this[row];

    /// <summary>The bytes of a row's text; none where it is missing.</summary>
    public ReadOnlySpan<byte> Utf8(int row)
    {
        var ends = bounds.Span;
        return utf8.Span[(int)ends[row]..(int)ends[row + 1]];
    }

    public override Column Slice(int start, int length) =>
        new TextColumn(Name, utf8, bounds.Slice(start, length + 1), Validity.Slice(start, length));

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var ends = new long[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) ends[i + 1] = ends[i] + Utf8(rows[i]).Length;
        var bytes = new byte[ends[^1]];
        for (var i = 0; i < rows.Length; i++) Utf8(rows[i]).CopyTo(bytes.AsSpan((int)ends[i]));
        return new TextColumn(Name, bytes, ends, Validity.Take(rows));
    }

    public override Column Rename(string name) => new TextColumn(name, utf8, bounds, Validity);
}
