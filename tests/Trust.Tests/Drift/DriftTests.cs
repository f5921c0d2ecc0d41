using MlPlatform.Trust.Drift;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class DriftTests
{
    [Fact]
    public void KolmogorovSmirnov_OfRandomSamplesWithTies_EqualsBruteForce()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[] first = Sample(random, 1 + random.Next(60), 0), second = Sample(random, 1 + random.Next(60), random.Next(4));
            var brute = first.Concat(second).Max(at => Math.Abs(ShareUpTo(first, at) - ShareUpTo(second, at)));

            Assert.Equal(brute, KolmogorovSmirnov.Compare(first, second).Statistic, 12);
        }
    }

    [Fact]
    public void KolmogorovSmirnov_InBuckets_NeverExceedsTheRawDistanceAndMeetsItWhereEveryValueHasItsBucket()
    {
        var random = new Random(11);
        double[] first = Sample(random, 500, 0), second = Sample(random, 300, 2);
        var raw = KolmogorovSmirnov.Compare(first, second).Statistic;
        var coarse = Buckets.OfEqualCounts(first, 4);
        var fine = new Buckets([.. Enumerable.Range(-1, 20).Select(i => i + 0.5)], new double[21]);

        Assert.InRange(KolmogorovSmirnov.Compare(coarse, coarse.Recount(second)).Statistic, 0.01, raw);
        Assert.Equal(raw, KolmogorovSmirnov.Compare(fine.Recount(first), fine.Recount(second)).Statistic, 12);
    }

    [Fact]
    public void KolmogorovSmirnovPValue_AtTheFivePercentPointOfTheLimit_IsFivePercent()
    {
        // λ = 1.3581 is the 5 % point of Kolmogorov's distribution; with 10^8 rows the small-sample correction is gone.
        const double rows = 2e8;
        Assert.Equal(0.05, KolmogorovSmirnov.PValue(1.3581 / Math.Sqrt(rows / 2), rows, rows), 4);
    }

    [Fact]
    public void ChiSquareTail_OfEvenDegrees_EqualsItsClosedForm()
    {
        foreach (var x in new[] { 0.01, 0.5, 1, 3, 8, 30, 120 })
        {
            Assert.Equal(Math.Exp(-x / 2), SpecialFunctions.ChiSquareTail(x, 2), 12);
            Assert.Equal(Math.Exp(-x / 2) * (1 + (x / 2)), SpecialFunctions.ChiSquareTail(x, 4), 12);
        }

        Assert.Equal(0.05, SpecialFunctions.ChiSquareTail(3.841458820694124, 1), 12);
    }

    [Fact]
    public void LogGamma_OfIntegersAndAHalf_EqualsFactorialsAndRootPi()
    {
        Assert.Equal(Math.Log(3628800), SpecialFunctions.LogGamma(11), 11);
        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), SpecialFunctions.LogGamma(0.5), 12);
    }

    [Fact]
    public void ChiSquare_OfATwoByTwoTable_EqualsTheShortcutFormula()
    {
        // χ² = N (ad − bc)² / ((a+b)(c+d)(a+c)(b+d))
        var expected = 100.0 * Math.Pow((30 * 25) - (20 * 25), 2) / (50.0 * 50 * 55 * 45);

        Assert.Equal(expected, ChiSquare.Compare([30, 20], [25, 25]).Statistic, 12);
    }

    [Fact]
    public void PopulationStability_OfHandCounts_EqualsTheFormula()
    {
        var expected = ((0.5 - 0.25) * Math.Log(0.5 / 0.25)) + ((0.5 - 0.75) * Math.Log(0.5 / 0.75));

        Assert.Equal(expected, PopulationStability.Compare([25, 75], [40, 40]).Statistic, 12);
    }

    [Fact]
    public void PopulationStability_OfOneDistribution_IsRejectedAboutAsOftenAsItsLevelSays()
    {
        var random = new Random(5);
        var rejected = 0;
        const int trials = 400;
        for (var trial = 0; trial < trials; trial++)
        {
            double[] Counts(int rows)
            {
                var counts = new double[8];
                for (var i = 0; i < rows; i++) counts[random.Next(8)]++;
                return counts;
            }

            if (PopulationStability.Compare(Counts(800), Counts(300)).PValue < 0.05) rejected++;
        }

        // Binomial(400, 0.05) lies in 5..40 but for one case in 10^5; the chi-square limit adds a little.
        Assert.InRange(rejected, 5, 40);
    }

    [Fact]
    public void Samples_WithoutRows_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => PopulationStability.Compare([0, 0], [1, 2]));
        Assert.Throws<ArgumentException>(() => ChiSquare.Compare([1, 2], [0, 0]));
        Assert.Throws<ArgumentException>(() => LInfinity.Simple([1, 2], [0, 0]));
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.Compare([], [1.0]));
    }

    [Fact]
    public void RobustDistance_OfFewRows_IsZeroAndOfManyNearlyThePlainOne()
    {
        Assert.Equal(0, LInfinity.Robust(0.3, 10, 10));
        Assert.Equal(0.3, LInfinity.Robust(0.3, 1e8, 1e8), 3);
        Assert.Equal(0.3 - (Math.Sqrt(Math.Log(2 / 0.05) / 2) * Math.Sqrt(0.02)), LInfinity.Robust(0.3, 100, 100, 0.05), 12);
    }

    [Fact]
    public void BucketsOfEqualCounts_OfDistinctValues_HoldEquallyMany()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i / 7.0)];

        var buckets = Buckets.OfEqualCounts(values, 10);

        Assert.Equal(Enumerable.Repeat(100.0, 10), buckets.Counts);
    }

    [Fact]
    public void Recount_OfSortedAndUnsortedValues_IsTheSame()
    {
        var random = new Random(3);
        var buckets = new Buckets([-1, 0, 0.5, 2], new double[5]);
        double[] values = [.. Enumerable.Range(0, 300).Select(_ => Math.Round((random.NextDouble() * 6) - 3, 1)).Order()];

        Assert.Equal(buckets.Recount(values).Counts, buckets.RecountSorted(values).Counts);
    }

    [Fact]
    public void Coarsen_OfFineBuckets_KeepsTheCountsAndBalancesThem()
    {
        var fine = new Buckets([.. Enumerable.Range(1, 99).Select(i => (double)i)], [.. Enumerable.Repeat(7.0, 100)]);

        var coarse = fine.Coarsen(10);

        Assert.Equal(Enumerable.Repeat(70.0, 10), coarse.Counts);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => i * 10.0), coarse.Edges);
    }

    [Fact]
    public void PopulationStability_WithAnEmptyBucket_CountsItAsHalfARow()
    {
        var expected = ((0.5 - 0.005) * Math.Log(0.5 / 0.005)) + ((0.5 - 1) * Math.Log(0.5 / 1));

        Assert.Equal(expected, PopulationStability.Compare([0, 100], [20, 20]).Statistic, 12);
    }

    [Fact]
    public void BucketsOfEqualCounts_OfOneRepeatedValue_IsOneBucket() =>
        Assert.Equal([5.0], Buckets.OfEqualCounts([3, 3, 3, 3, 3], 10).Counts);

    private static double ShareUpTo(double[] sample, double at) => (double)sample.Count(value => value <= at) / sample.Length;

    private static double[] Sample(Random random, int count, int shift) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(random.Next(15) + shift)).Order()];
}
