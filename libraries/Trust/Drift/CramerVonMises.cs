using MlPlatform.Trust.Drift.Distributions;

namespace MlPlatform.Trust.Drift;

/// <summary>The two-sample Cramér-von Mises test: the mean squared difference of the distribution functions over the pooled sample.</summary>
/// <remarks>
/// Anderson (1962): T = U / (n m N) − (4 n m − 1) / (6 N) with U = n Σ (r_i − i)² + m Σ (s_j − j)² over the pooled midranks, as scipy's cramervonmises_2samp.
/// </remarks>
public static class CramerVonMises
{
    /// <summary>Two samples sorted ascending, each of at least two values.</summary>
    public static TestResult Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second, PValueMethod method = PValueMethod.Automatic)
    {
        var pair = SortedPair.Measure(first, second);
        return CanCompare(pair) ? Result(pair, method) : throw new ArgumentException("The test takes at least two values of each sample.", nameof(second));
    }

    internal static bool CanCompare(SortedPair pair) => pair.First > 1 && pair.Second > 1;

    internal static TestResult Result(SortedPair pair, PValueMethod method)
    {
        double n = pair.First, m = pair.Second, product = n * m, all = n + m;
        var ranks = ((n * (double)pair.FirstRanks) + (m * (double)pair.SecondRanks)) / 4;
        var statistic = (ranks / (product * all)) - (((4 * product) - 1) / (6 * all));
        var isExact = method == PValueMethod.Exact
            || (method == PValueMethod.Automatic && Math.Max(pair.First, pair.Second) <= CramerVonMisesExact.MostValues);
        return new TestResult(statistic, isExact ? Exact(pair) : Asymptotic(statistic, n, m));
    }

    /// <summary>The statistic brought to the mean and deviation of its limit (Anderson's equations 11, 14 and 15).</summary>
    private static double Asymptotic(double statistic, double n, double m)
    {
        double product = n * m, all = n + m;
        var mean = (1 + (1 / all)) / 6;
        var variance = (all + 1) * ((4 * product * all) - (3 * ((n * n) + (m * m))) - (2 * product)) / (45 * all * all * 4 * product);
        return CramerVonMisesLimit.Tail((1.0 / 6) + ((statistic - mean) / Math.Sqrt(45 * variance)));
    }

    /// <summary>U as the whole number ζ that lattice paths count, rounded down where ties leave a fraction.</summary>
    private static double Exact(SortedPair pair)
    {
        Int128 n = pair.First, m = pair.Second, product = n * m;
        var common = n / (Int128)System.Numerics.BigInteger.GreatestCommonDivisor(pair.First, pair.Second) * m;
        var ranks = (n * (Int128)pair.FirstRanks) + (m * (Int128)pair.SecondRanks);
        var numerator = common * common * (n + m) * ((6 * ranks) - (4 * product * ((4 * product) - 1)));
        var denominator = 24 * product * product;
        var zeta = numerator >= 0 ? numerator / denominator : -((-numerator + denominator - 1) / denominator);
        return CramerVonMisesExact.Tail((long)zeta, pair.First, pair.Second);
    }
}
