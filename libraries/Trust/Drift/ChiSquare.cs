namespace MlPlatform.Trust.Drift;

/// <summary>The chi-square test of homogeneity: do two samples have the same shares of categories?</summary>
public static class ChiSquare
{
    /// <summary>χ² = Σ (observed − expected)² / expected over both samples, with expected from the pooled shares.</summary>
    public static TestResult Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (n, m) = SampleSizes.Of(first, second);
        var statistic = 0.0;
        var used = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var pooled = first[i] + second[i];
            if (pooled == 0) continue;
            used++;
            statistic += Square(first[i] - (pooled * n / (n + m))) / (pooled * n / (n + m));
            statistic += Square(second[i] - (pooled * m / (n + m))) / (pooled * m / (n + m));
        }

        return new TestResult(statistic, used < 2 ? 1 : SpecialFunctions.ChiSquareTail(statistic, used - 1));
    }

    /// <summary>χ² = Σ (observed − expected)² / expected with the reference's shares as expected, as if they were exact: scipy's chisquare, which Evidently uses.</summary>
    /// <remarks>A category that the reference has not makes the statistic infinite and the p-value 0. Its verdicts are quicker than those of <see cref="Compare"/>, most so where the reference is small.</remarks>
    public static TestResult Against(ReadOnlySpan<double> reference, ReadOnlySpan<double> observed)
    {
        var (n, m) = SampleSizes.Of(reference, observed);
        var statistic = 0.0;
        var used = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            if (reference[i] == 0 && observed[i] == 0) continue;
            used++;
            var expected = reference[i] * (m / n);
            statistic += Square(observed[i] - expected) / expected;
        }

        return new TestResult(statistic, used < 2 ? 1 : double.IsInfinity(statistic) ? 0 : SpecialFunctions.ChiSquareTail(statistic, used - 1));
    }

    private static double Square(double value) => value * value;
}
