namespace MlPlatform.Trust;

/// <summary>Where the values of a sample lie, and how far apart.</summary>
internal static class SampleStatistics
{
    /// <summary>The quantile of ascending values, linear between neighbours: position share · (n − 1), type 7 of Hyndman and Fan (1996).</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = Math.Clamp((int)position, 0, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The middle value, or the mean of the two in the middle, of ascending values.</summary>
    public static double Median(ReadOnlySpan<double> sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>median |x − median x|.</summary>
    public static double MedianAbsoluteDeviation(ReadOnlySpan<double> sorted)
    {
        var median = Median(sorted);
        var deviations = new double[sorted.Length];
        for (var i = 0; i < deviations.Length; i++) deviations[i] = Math.Abs(sorted[i] - median);
        Array.Sort(deviations);
        return Median(deviations);
    }

    /// <summary>√(Σ (x − mean)² / n).</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values) mean += value;
        mean /= values.Length;
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }
}
