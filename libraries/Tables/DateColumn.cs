using MlPlatform.Tables.Writing;

namespace MlPlatform.Tables;

/// <summary>Points in time as microseconds since 1970-01-01 UTC; a missing one is <see cref="MissingValue"/>.</summary>
public sealed class DateColumn : Column
{
    public const long MissingValue = long.MinValue;

    public const double MicrosecondsPerDay = 86_400e6;

    private readonly ReadOnlyMemory<long> values;

    public DateColumn(string name, ReadOnlyMemory<long> values) : this(name, values, ValidityBitmap.From(values.Span, MissingValue))
    {
    }

    private DateColumn(string name, ReadOnlyMemory<long> values, ValidityBitmap validity) : base(name, validity) => this.values = values;

    public override ColumnType Type => ColumnType.Date;

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public ReadOnlySpan<long> Values => values.Span;

    public DateTimeOffset? this[int row] =>
        values.Span[row] is var value and not MissingValue ? TimeOf(value) : null;

    /// <summary>The point in time of a value that is present.</summary>
    public static DateTimeOffset TimeOf(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>Days since 1970-01-01 UTC with their fraction, NaN where missing: what a model's raw row holds.</summary>
    public double Days(int row) => values.Span[row] is var value and not MissingValue ? value / MicrosecondsPerDay : double.NaN;

    public override string? Text(int row) => this[row] is { } value ? ValueText.OfDate(value) : null;

    public override Column Slice(int start, int length) =>
        new DateColumn(Name, values.Slice(start, length), Validity.Slice(start, length));

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var source = Values;
        var taken = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = source[rows[i]];
        return new DateColumn(Name, taken);
    }

    public override Column Rename(string name) => new DateColumn(name, values, Validity);
}
