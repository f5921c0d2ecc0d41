namespace MlPlatform.Trust.Explanations.PartialDependence;

/// <summary>The values at which one column is held while the model is asked.</summary>
/// <param name="Column">Which column of a row.</param>
/// <param name="Values">Ascending numbers, or the codes of categories.</param>
public sealed record FeatureGrid(int Column, IReadOnlyList<double> Values)
{
    /// <summary>Every distinct value of the column, ascending; missing is none.</summary>
    public static FeatureGrid Distinct(ReadOnlySpan<double> rows, int width, int column) => new(column, [.. Sorted(rows, width, column).Distinct()]);

    /// <summary>The distinct values at evenly spaced quantiles from the smallest to the largest: the grid is dense where the data are.</summary>
    public static FeatureGrid Quantiles(ReadOnlySpan<double> rows, int width, int column, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var sorted = Sorted(rows, width, column);
        return new FeatureGrid(column, [.. Enumerable.Range(0, count).Select(i => sorted[(int)Math.Round((sorted.Length - 1.0) * i / (count - 1))]).Distinct()]);
    }

    /// <summary>Evenly spaced numbers between two quantiles; the distinct values where those are fewer than <paramref name="count"/>: scikit-learn's grid.</summary>
    /// <param name="rows">Rows laid one after another.</param>
    /// <param name="width">How many values a row has.</param>
    /// <param name="column">Which column.</param>
    /// <param name="count">How many numbers; scikit-learn takes 100.</param>
    /// <param name="tail">The share of the rows left out at either end; scikit-learn takes 0.05.</param>
    /// <exception cref="TrustException">The two quantiles are equal.</exception>
    public static FeatureGrid Even(ReadOnlySpan<double> rows, int width, int column, int count, double tail)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(tail);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tail, 0.5);
        var sorted = Sorted(rows, width, column);
        double[] distinct = [.. sorted.Distinct()];
        if (distinct.Length < count) return new FeatureGrid(column, distinct);
        double low = Quantile(sorted, tail), high = Quantile(sorted, 1 - tail);
        if (high - low <= 1e-8 + (1e-5 * Math.Abs(high))) throw new TrustException($"Column {column} hardly varies between its quantiles {tail} and {1 - tail}; take a smaller tail.");
        var step = (high - low) / (count - 1);
        return new FeatureGrid(column, [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? high : low + (i * step))]);
    }

    /// <summary>Cunnane's quantile (plotting positions 0.4), as scipy's mquantiles.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        const double plotting = 0.4;
        var position = (sorted.Length * share) + plotting + (share * (1 - (2 * plotting)));
        var below = Math.Clamp((int)position, 1, sorted.Length - 1);
        var part = Math.Clamp(position - below, 0, 1);
        return ((1 - part) * sorted[below - 1]) + (part * sorted[Math.Min(below, sorted.Length - 1)]);
    }

    private static double[] Sorted(ReadOnlySpan<double> rows, int width, int column)
    {
        if (rows.IsEmpty || rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));
        var values = new List<double>(rows.Length / width);
        for (var at = column; at < rows.Length; at += width)
        {
            if (!double.IsNaN(rows[at])) values.Add(rows[at]);
        }

        if (values.Count == 0) throw new TrustException($"Column {column} has no value to hold.");
        values.Sort();
        return [.. values];
    }
}
