namespace MlPlatform.Trust.Drift;

/// <summary>The L-infinity distance of category shares or of bucketed distribution functions, plain and robust to small samples.</summary>
public static class LInfinity
{
    private const double DefaultCritical = 1.8;

    /// <summary>max |p_i − q_i| over the shares of two sets of counts.</summary>
    public static double Simple(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (n, m) = SampleSizes.Of(first, second);
        var largest = 0.0;
        for (var i = 0; i < first.Length; i++) largest = Math.Max(largest, Math.Abs((first[i] / n) - (second[i] / m)));
        return largest;
    }

    /// <summary>The distance less what chance alone explains, c √((n + m) / (n m)), and at least zero: Model Monitor's "Robust".</summary>
    /// <param name="distance">The plain distance.</param>
    /// <param name="firstCount">How many rows the first sample has.</param>
    /// <param name="secondCount">How many rows the second sample has.</param>
    /// <param name="level">α, of which c = √(−½ ln(α / 2)) as in the Kolmogorov-Smirnov test; without it c is 1.8, an α of 0.003, as in deequ.</param>
    public static double Robust(double distance, double firstCount, double secondCount, double? level = null)
    {
        var critical = level is { } alpha ? Math.Sqrt(-Math.Log(alpha / 2) / 2) : DefaultCritical;
        return Math.Max(0, distance - (critical * Math.Sqrt((firstCount + secondCount) / (firstCount * secondCount))));
    }
}
