using MlPlatform.Trust.Drift.Distributions;

namespace MlPlatform.Trust.Drift;

/// <summary>Tests of two shares: booleans, or how many values are missing.</summary>
public static class Proportions
{
    /// <summary>The z-test with the pooled share: z = (p − q) / √(P (1 − P) (1/n + 1/m)), two-sided. Where both shares are 0 or both 1, z is 0.</summary>
    /// <param name="first">How many of the first sample.</param>
    /// <param name="firstCount">The first sample's size, more than zero.</param>
    /// <param name="second">How many of the second sample.</param>
    /// <param name="secondCount">The second sample's size, more than zero.</param>
    public static TestResult ZTest(double first, double firstCount, double second, double secondCount)
    {
        if (!(firstCount > 0 && secondCount > 0)) throw new ArgumentException("Both samples must have rows.", nameof(secondCount));
        var pooled = (first + second) / (firstCount + secondCount);
        if (pooled is 0 or 1) return new TestResult(0, 1);
        var z = ((first / firstCount) - (second / secondCount)) / Math.Sqrt(pooled * (1 - pooled) * ((1 / firstCount) + (1 / secondCount)));
        return new TestResult(z, SpecialFunctions.NormalTwoSidedTail(z));
    }

    /// <summary>Fisher's exact test, two-sided. The statistic is the odds ratio of the samples, infinite where a cell of its denominator is empty.</summary>
    public static TestResult FisherExact(long first, long firstCount, long second, long secondCount)
    {
        if (first < 0 || second < 0 || first > firstCount || second > secondCount) throw new ArgumentException("A part has no more rows than its whole.", nameof(first));
        var denominator = (double)second * (firstCount - first);
        var ratio = denominator == 0 ? double.PositiveInfinity : (double)first * (secondCount - second) / denominator;
        return new TestResult(ratio, Hypergeometric.TwoSided(first, firstCount, first + second, firstCount + secondCount));
    }
}
