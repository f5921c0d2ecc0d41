namespace MlPlatform.Trust.Constraints;

/// <summary>How far the values of a column lie apart.</summary>
internal static class Spread
{
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
