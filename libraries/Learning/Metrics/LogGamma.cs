namespace MlPlatform.Learning.Metrics;

/// <summary>The logarithm of the gamma function for positive numbers.</summary>
internal static class LogGamma
{
    private const double SmallestAsymptotic = 12;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    // Stirling's series: B(2n) / (2n (2n - 1)).
    private static ReadOnlySpan<double> Stirling =>
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156];

    public static double Of(double x)
    {
        double shift = 0;
        for (; x < SmallestAsymptotic; x++) shift -= Math.Log(x);
        var inverse = 1 / x;
        double series = 0;
        for (var i = Stirling.Length - 1; i >= 0; i--) series = (series * inverse * inverse) + Stirling[i];
        return shift + ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + (series * inverse);
    }
}
