namespace MlPlatform.Tables.Profiles;

/// <summary>What one pass over a column tells.</summary>
public abstract record ColumnProfile(string Name, ColumnType Type, long Present, long Missing, double Distinct)
{
    public double Completeness => Present + Missing == 0 ? 0 : Present / (double)(Present + Missing);

    /// <summary>The most frequent values as text, most frequent first, ties in the order of the values.</summary>
    public IReadOnlyList<ValueCount> Top { get; init; } = [];

    /// <summary>The most by which a count of <see cref="Top"/> may be too low; 0 where they are exact.</summary>
    public long TopError { get; init; }
}

/// <summary>Moments, range and quantiles of a number column; NaN where no value is present.</summary>
public sealed record NumberProfile(
    string Name, long Present, long Missing, double Distinct, double Mean, double StandardDeviation, bool IsIntegral, QuantileSketch Sketch)
    : ColumnProfile(Name, ColumnType.Number, Present, Missing, Distinct)
{
    public double Minimum => Sketch.Minimum;

    public double Maximum => Sketch.Maximum;

    public double Sum => Present == 0 ? 0 : Mean * Present;

    public double[] Quantiles(params ReadOnlySpan<double> shares) => Sketch.Quantiles(shares);
}

/// <summary>How often each text occurs, most frequent first, ties in ordinal order.</summary>
public sealed record CategoryProfile(string Name, long Present, long Missing, double Distinct, IReadOnlyList<ValueCount> Values)
    : ColumnProfile(Name, ColumnType.Category, Present, Missing, Distinct);

/// <summary>How often a boolean column is true and false.</summary>
public sealed record BooleanProfile(string Name, long Present, long Missing, long True)
    : ColumnProfile(Name, ColumnType.Boolean, Present, Missing, (True > 0 ? 1 : 0) + (True < Present ? 1 : 0))
{
    public long False => Present - True;
}

/// <summary>Range and quantiles of points in time; null where no value is present.</summary>
public sealed record DateProfile(string Name, long Present, long Missing, double Distinct, DateTimeOffset? Earliest, DateTimeOffset? Latest, QuantileSketch Days)
    : ColumnProfile(Name, ColumnType.Date, Present, Missing, Distinct)
{
    /// <summary>Points in time before which the given shares of all lie, to the precision of <see cref="Days"/>.</summary>
    public DateTimeOffset[] Quantiles(params ReadOnlySpan<double> shares) => Present == 0
        ? []
        : Array.ConvertAll(Days.Quantiles(shares), DateTimeOffset.UnixEpoch.AddDays);
}

/// <summary>Lengths of free texts in bytes of UTF-8.</summary>
public sealed record TextProfile(string Name, long Present, long Missing, double Distinct, double MeanLength, long LeastLength, long GreatestLength)
    : ColumnProfile(Name, ColumnType.Text, Present, Missing, Distinct);

/// <summary>A value as text, and how often it occurs.</summary>
public sealed record ValueCount(string Value, long Count);
