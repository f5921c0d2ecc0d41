namespace MlPlatform.Tables.Profiles;

/// <summary>What one pass over a column tells.</summary>
public abstract record ColumnProfile(string Name, ColumnType Type, long Present, long Missing, double Distinct)
{
    public double Completeness => Present + Missing == 0 ? 0 : Present / (double)(Present + Missing);
}

/// <summary>Moments, range and quantiles of a number column; NaN where no value is present.</summary>
public sealed record NumberProfile(
    string Name, long Present, long Missing, double Distinct,
    double Mean, double StandardDeviation, double Minimum, double Maximum, bool IsIntegral, QuantileSketch Sketch)
    : ColumnProfile(Name, ColumnType.Number, Present, Missing, Distinct)
{
    public double Sum => Present == 0 ? 0 : Mean * Present;

    public double[] Quantiles(params ReadOnlySpan<double> shares) => Sketch.Quantiles(shares);
}

/// <summary>How often each text occurs, most frequent first, ties in ordinal order.</summary>
public sealed record CategoryProfile(string Name, long Present, long Missing, double Distinct, IReadOnlyList<ValueCount> Values)
    : ColumnProfile(Name, ColumnType.Category, Present, Missing, Distinct);

public sealed record ValueCount(string Value, long Count);

/// <summary>Profiles every column of a table.</summary>
public static class TableProfiler
{
    public static IReadOnlyList<ColumnProfile> Profile(Table table) => [.. table.Columns.Select(Profile)];

    public static ColumnProfile Profile(Column column) => column switch
    {
        NumberColumn numbers => ProfileNumbers(numbers),
        CategoryColumn categories => ProfileCategories(categories),
        _ => throw new ArgumentException($"Column '{column.Name}' has no profile."),
    };

    private static NumberProfile ProfileNumbers(NumberColumn column)
    {
        var sketch = new QuantileSketch();
        var distinct = new DistinctSketch();
        var count = 0L;
        double mean = 0, squares = 0, minimum = double.NaN, maximum = double.NaN;
        var integral = true;
        foreach (var value in column.ToArray())
        {
            if (double.IsNaN(value)) continue;
            count++;
            var delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
            if (!(minimum <= value)) minimum = value;
            if (!(maximum >= value)) maximum = value;
            integral &= Math.Floor(value) == value;
            sketch.Add(value);
            distinct.Add(value);
        }

        var deviation = count == 0 ? double.NaN : Math.Sqrt(squares / count);
        return new NumberProfile(
            column.Name, count, column.MissingCount, distinct.Estimate,
            count == 0 ? double.NaN : mean, deviation, minimum, maximum, integral && count > 0, sketch);
    }

    private static CategoryProfile ProfileCategories(CategoryColumn column)
    {
        var counts = new long[column.Categories.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0) counts[code]++;
        }

        var values = Enumerable.Range(0, counts.Length)
            .Where(code => counts[code] > 0)
            .Select(code => new ValueCount(column.Categories[code], counts[code]))
            .OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)
            .ToArray();
        return new CategoryProfile(column.Name, column.Count - column.MissingCount, column.MissingCount, values.Length, values);
    }
}
