namespace MlPlatform.Trust.Drift;

/// <summary>The population stability index of counts in the same buckets or categories.</summary>
/// <remarks>
/// PSI = Σ (a_i − e_i) ln(a_i / e_i) over shares; an empty bucket counts as <see cref="EmptyBucketRows"/> of a row so that it does not
/// make the index infinite. Where both samples come from one distribution, PSI · n m / (n + m) is about chi-square with k − 1 degrees of
/// freedom, which gives the p-value: a small sample may have a large PSI by chance alone.
/// </remarks>
public static class PopulationStability
{
    public const double EmptyBucketRows = 0.5;

    public static TestResult Compare(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var (expectedTotal, actualTotal) = SampleSizes.Of(expected, actual);
        double index = 0;
        var used = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] == 0 && actual[i] == 0) continue;
            used++;
            var e = Math.Max(expected[i], EmptyBucketRows) / expectedTotal;
            var a = Math.Max(actual[i], EmptyBucketRows) / actualTotal;
            index += (a - e) * Math.Log(a / e);
        }

        var scaled = index * expectedTotal * actualTotal / (expectedTotal + actualTotal);
        return new TestResult(index, used < 2 ? 1 : SpecialFunctions.ChiSquareTail(scaled, used - 1));
    }
}
