using MlPlatform.Tables;
using MlPlatform.Trust.Drift;
using MlPlatform.Trust.Drift.Distributions;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class TwoSampleTests
{
    [Fact]
    public void ExactPValue_OfSmallSamples_IsTheShareOfAllOrdersThatAreAsFarApart()
    {
        for (var n = 1; n <= 6; n++)
        {
            for (var m = 1; m <= 6; m++)
            {
                var distances = Orders(n, m).Select(order => KolmogorovSmirnov.Compare(order.First, order.Second).Statistic).ToArray();
                foreach (var order in Orders(n, m).Take(20))
                {
                    var result = KolmogorovSmirnov.Compare(order.First, order.Second, PValueMethod.Exact);
                    Assert.Equal(distances.Count(distance => distance >= result.Statistic - 1e-12) / (double)distances.Length, result.PValue, 1e-12);
                }
            }
        }
    }

    [Fact]
    public void ExactCramerVonMises_OfSmallSamples_IsTheShareOfAllOrdersThatAreAsFarApart()
    {
        for (var n = 2; n <= 5; n++)
        {
            for (var m = 2; m <= 6; m++)
            {
                var statistics = Orders(n, m).Select(order => CramerVonMises.Compare(order.First, order.Second).Statistic).ToArray();
                foreach (var order in Orders(n, m).Take(15))
                {
                    var result = CramerVonMises.Compare(order.First, order.Second, PValueMethod.Exact);
                    Assert.Equal(statistics.Count(statistic => statistic >= result.Statistic - 1e-9) / (double)statistics.Length, result.PValue, 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Pass_OverRandomSamplesWithTies_EqualsTheDefinitions()
    {
        for (var seed = 0UL; seed < 60; seed++)
        {
            var random = new SeededRandom(seed);
            double[] first = Sample(random, 1 + random.NextInt32(50)), second = Sample(random, 1 + random.NextInt32(50));
            var pair = SortedPair.Measure(first, second);
            double[] all = [.. first.Concat(second).Order()], values = [.. all.Distinct()];
            double ShareUpTo(double[] sample, double at) => sample.Count(value => value <= at) / (double)sample.Length;
            var area = values.Zip(values.Skip(1), (from, to) => Math.Abs(ShareUpTo(first, from) - ShareUpTo(second, from)) * (to - from)).Sum();
            double MidRank(double value) => all.Count(other => other < value) + ((all.Count(other => other == value) + 1) / 2.0);
            double Ranks(double[] sample) => sample.Select((value, i) => Math.Pow(MidRank(value) - (i + 1), 2)).Sum();

            Assert.Equal(values.Max(at => Math.Abs(ShareUpTo(first, at) - ShareUpTo(second, at))), (double)pair.LargestCross / pair.First / pair.Second, 1e-12);
            Assert.Equal(area, pair.Area, 1e-12);
            Assert.Equal(4 * Ranks(first), (double)pair.FirstRanks, 1e-6);
            Assert.Equal(4 * Ranks(second), (double)pair.SecondRanks, 1e-6);
            Assert.Equal((values.Length, first.Distinct().Count()), (pair.Distinct, pair.FirstDistinct));
        }
    }

    [Fact]
    public void Wasserstein_OfEquallyManyValues_IsTheMeanDistanceOfTheSortedOnes()
    {
        var random = new SeededRandom(4);
        double[] first = Sample(random, 200), second = Sample(random, 200);

        Assert.Equal(first.Zip(second, (a, b) => Math.Abs(a - b)).Average(), Wasserstein.Distance(first, second), 1e-12);
        Assert.Equal(2.5, Wasserstein.Distance(first, [.. first.Select(value => value + 2.5)]), 1e-12);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(300, 45)]
    public void Tests_OfSamplesSwapped_AreTheSame(int n, int m)
    {
        var random = new SeededRandom(8);
        double[] first = Sample(random, n), second = Sample(random, m);

        AssertSame(KolmogorovSmirnov.Compare(first, second), KolmogorovSmirnov.Compare(second, first));
        AssertSame(CramerVonMises.Compare(first, second), CramerVonMises.Compare(second, first));
        AssertSame(AndersonDarling.Compare(first, second), AndersonDarling.Compare(second, first));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(140)]
    [InlineData(141)]
    [InlineData(5000)]
    public void KolmogorovTail_AcrossItsFormulas_FallsSteadily(int n)
    {
        var tails = Enumerable.Range(1, 2000).Select(i => OneSampleKolmogorov.Tail(n, i / 2000.0 * Math.Min(1, 5 / Math.Sqrt(n)))).ToArray();

        Assert.All(tails, tail => Assert.InRange(tail, 0, 1));
        Assert.All(tails.Zip(tails.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-6, $"{pair.First} then {pair.Second}"));
    }

    [Fact]
    public void HarmonicSums_ByExpansion_MeetTheirLoops()
    {
        const int n = 100_001;
        double h = 0, g = 0;
        for (var j = 2; j < n; j++)
        {
            h += 1.0 / (n - j + 1);
            g += h / j;
        }

        Assert.Equal(h + 1, AndersonDarlingLimit.Harmonics(n).H, 1e-10);
        Assert.Equal(g, AndersonDarlingLimit.Harmonics(n).G, 1e-8);
    }

    [Fact]
    public void Shares_AllOrNone_DoNotDriftByDefinition()
    {
        Assert.Equal(new TestResult(0, 1), Proportions.ZTest(0, 10, 0, 20));
        Assert.Equal(new TestResult(0, 1), Proportions.ZTest(10, 10, 20, 20));
        Assert.Equal(1, Proportions.FisherExact(0, 10, 0, 20).PValue, 1e-12);
        Assert.Throws<ArgumentException>(() => Proportions.ZTest(0, 0, 1, 2));
        Assert.Throws<ArgumentException>(() => Proportions.FisherExact(3, 2, 1, 2));
    }

    [Fact]
    public void ZTest_OfAHandExample_EqualsTheChiSquareOfTheTable()
    {
        // With two values z² is Pearson's chi-square without correction.
        var result = Proportions.ZTest(30, 50, 25, 50);

        Assert.Equal(ChiSquare.Compare([30, 20], [25, 25]).Statistic, result.Statistic * result.Statistic, 1e-12);
        Assert.Equal(ChiSquare.Compare([30, 20], [25, 25]).PValue, result.PValue, 1e-12);
    }

    [Fact]
    public void RegroupedChiSquare_OfRareCategories_PutsTheRarestTogether()
    {
        // Of 100 observed the baseline expects 60, 30, 6, 3, 1: two of five below 5 are one too many, so 1 joins 3, and of the four one (4) is still too many: it joins 6.
        var result = RegroupedChiSquare.Against([600, 300, 60, 30, 10], [50, 35, 8, 4, 3])!.Value;

        var expected = (100.0 / 60) + (25.0 / 30) + (25.0 / 10);
        Assert.Equal(expected, result.Statistic, 1e-12);
        Assert.Equal(SpecialFunctions.ChiSquareTail(expected, 2), result.PValue, 1e-12);
        Assert.Null(RegroupedChiSquare.Against([600, 3], [50, 1]));
        Assert.Null(RegroupedChiSquare.Against([600, 300, 0], [0, 0, 4]));
    }

    private static void AssertSame(TestResult expected, TestResult actual)
    {
        Assert.Equal(expected.Statistic, actual.Statistic, 1e-10);
        Assert.Equal(expected.PValue, actual.PValue, 1e-10);
    }

    /// <summary>Every way to divide the numbers 1 to n + m among two samples.</summary>
    private static IEnumerable<(double[] First, double[] Second)> Orders(int n, int m) => Enumerable.Range(0, 1 << (n + m))
        .Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) == n)
        .Select(bits => (Chosen(bits, n + m, 1), Chosen(bits, n + m, 0)));

    private static double[] Chosen(int bits, int count, int bit) => [.. Enumerable.Range(0, count).Where(i => (bits >> i & 1) == bit).Select(i => (double)i)];

    private static double[] Sample(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(12) * 0.25).Order()];
}
