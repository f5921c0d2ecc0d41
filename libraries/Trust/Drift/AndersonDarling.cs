using MlPlatform.Trust.Drift.Distributions;

namespace MlPlatform.Trust.Drift;

/// <summary>The two-sample Anderson-Darling test: the squared difference of the distribution functions, weighted towards the tails.</summary>
/// <remarks>
/// Scholz and Stephens (1987), equation 7 (midranks), standardized; scipy's anderson_ksamp. With l_j the values equal to the j-th distinct one,
/// B_j the pooled midrank and M_j that of the first sample, A² = (N − 1) / N² · (1/n + 1/m) Σ l_j (N M_j − B_j n)² / (B_j (N − B_j) − N l_j / 4).
/// </remarks>
public static class AndersonDarling
{
    /// <summary>Two samples sorted ascending, at least four values in all and two different ones. The p-value lies between 0.001 and 0.25, the ends of the paper's table.</summary>
    public static TestResult Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var pair = SortedPair.Measure(first, second);
        return CanCompare(pair) ? Result(pair) : throw new ArgumentException("The test takes at least four values, not all of them equal.", nameof(second));
    }

    internal static bool CanCompare(SortedPair pair) => pair.Distinct > 1 && (long)pair.First + pair.Second > 3;

    internal static TestResult Result(SortedPair pair)
    {
        double n = pair.First, m = pair.Second, all = n + m;
        var statistic = pair.Anderson * ((1 / n) + (1 / m)) * (all - 1) / (all * all);
        var standardized = AndersonDarlingLimit.Standardize(statistic, n, m);
        return new TestResult(standardized, AndersonDarlingLimit.Tail(standardized));
    }
}
