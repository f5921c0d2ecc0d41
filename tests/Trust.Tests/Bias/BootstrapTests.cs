using MlPlatform.Tables;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

public sealed class BootstrapTests
{
    private static readonly bool[] Group = [true, false];
    private static readonly bool[] Favorable = [false, true];

    /// <summary>By inversion, by rejection, and by either for 1 − p; against the exact probabilities.</summary>
    [Theory]
    [InlineData(8, 0.3)]
    [InlineData(40, 0.2)]
    [InlineData(60, 0.5)]
    [InlineData(100, 0.9)]
    [InlineData(1_000_000, 0.000_004)]
    public void BinomialDraws_Many_FollowTheirProbabilities(long n, double p)
    {
        const int draws = 200_000;
        var random = new SeededRandom(17);
        var counts = new Dictionary<long, int>();
        for (var i = 0; i < draws; i++)
        {
            var k = Binomial.Draw(n, p, random);
            counts[k] = counts.GetValueOrDefault(k) + 1;
        }

        var (statistic, cells) = (0.0, 0);
        for (var k = 0L; k <= Math.Min(n, 200); k++)
        {
            var expected = draws * Math.Exp(LogProbability(n, p, k));
            if (expected < 10) continue;
            statistic += Math.Pow(counts.GetValueOrDefault(k) - expected, 2) / expected;
            cells++;
        }

        // A chi-square of c cells is above c + 4 √(2c) less than once in ten thousand; the seed is fixed.
        Assert.InRange(statistic, 0, cells + (4 * Math.Sqrt(2 * cells)));
        Assert.True(cells > 3);
    }

    [Fact]
    public void BinomialDraws_OfManyTrials_HaveTheirMeanAndVariance()
    {
        const long n = 5_000_000_000;
        const double p = 0.37;
        var random = new SeededRandom(3);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => (Binomial.Draw(n, p, random) - (n * p)) / Math.Sqrt(n * p * (1 - p)))];

        Assert.InRange(draws.Average(), -0.015, 0.015);
        Assert.InRange(draws.Average(draw => draw * draw), 0.98, 1.02);
    }

    [Fact]
    public void PercentileInterval_OfAShare_IsTheBinomialDistributions()
    {
        // 200 rows of one group, 60 favourable: resampled shares are Binomial(200, 0.3) / 200.
        var table = Table((200, 60), (200, 60));
        var interval = Bootstrap.Of(table, resample => [GroupRates.BaseRate.Of(resample.Groups(Favorable).Whole)], Options(20_000), CancellationToken.None).Single();

        Assert.Equal(0.3, interval.Mean!.Value, 0.001);
        Assert.Equal(Math.Sqrt(0.3 * 0.7 / 400), interval.StandardError!.Value, 0.0005);
        Assert.Equal(BinomialQuantile(400, 0.3, 0.025) / 400.0, interval.Lower!.Value, 0.0026);
        Assert.Equal(BinomialQuantile(400, 0.3, 0.975) / 400.0, interval.Upper!.Value, 0.0026);
    }

    [Theory]
    [InlineData(IntervalKind.Percentile)]
    [InlineData(IntervalKind.Basic)]
    [InlineData(IntervalKind.BiasCorrected)]
    public void Intervals_OfManySamples_HoldTheTruthAsOftenAsTheySay(IntervalKind kind)
    {
        const int samples = 400;
        var random = new SeededRandom(99);
        var held = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            var table = Table((300, (int)Binomial.Draw(300, 0.6, random)), (200, (int)Binomial.Draw(200, 0.35, random)));
            var interval = Bootstrap.Of(table, Group, Favorable, [BiasMetrics.Find("DPL")!], Options(400) with { Kind = kind, Level = 0.9, Seed = (ulong)sample }, CancellationToken.None).Single();
            if (interval.Lower <= 0.35 - 0.6 && interval.Upper >= 0.35 - 0.6) held++;
        }

        // 90% of 400 is 360 with a standard deviation of 6.
        Assert.InRange(held, 360 - 20, 360 + 20);
    }

    [Fact]
    public void CellsDrawn_InsteadOfRows_SpreadAMetricAsRowsDo()
    {
        int[] facet = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0 ? 0 : 1)], label = [.. Enumerable.Range(0, 300).Select(row => row * 7 % 10 < 6 ? 1 : 0)];
        int[] predicted = [.. Enumerable.Range(0, 300).Select(row => row % 11 == 0 ? 1 - label[row] : label[row])];
        var metric = BiasMetrics.Find("RD")!;
        var random = new Random(5);
        double[] byRows = [.. Enumerable.Range(0, 4000).Select(_ =>
        {
            int[] rows = [.. Enumerable.Range(0, 300).Select(_ => random.Next(300))];
            int[] Take(int[] column) => Array.ConvertAll(rows, row => column[row]);
            return metric.Compute(OutcomeTable.Count(Take(facet), 2, Take(label), 2, Take(predicted)).Compare(Group, Favorable)).Value!.Value;
        })];

        var byCells = Bootstrap.Of(OutcomeTable.Count(facet, 2, label, 2, predicted), Group, Favorable, [metric], Options(4000), CancellationToken.None).Single();

        var deviation = Math.Sqrt(byRows.Average(value => value * value) - Math.Pow(byRows.Average(), 2));
        Assert.Equal(1, byCells.StandardError!.Value / deviation, 0.05);
        Assert.Equal(byRows.Average(), byCells.Mean!.Value, 4 * deviation / Math.Sqrt(2000));
    }

    [Fact]
    public void WeightedCells_Drawn_SpreadAMetricAsRowsDo()
    {
        var random = new Random(8);
        const int rows = 400;
        int[] facet = [.. Enumerable.Range(0, rows).Select(_ => random.Next(2))], label = [.. Enumerable.Range(0, rows).Select(_ => random.Next(2))];
        double[] weights = [.. Enumerable.Range(0, rows).Select(_ => -Math.Log(1 - random.NextDouble()))];
        OutcomeTable Count(int[] taken) => OutcomeTable.Count(
            new OutcomeColumns([new CodeColumn("facet", Array.ConvertAll(taken, row => facet[row]), 2)], new CodeColumn("label", Array.ConvertAll(taken, row => label[row]), 2))
            {
                Weights = Array.ConvertAll(taken, row => weights[row]),
            }, 1, CancellationToken.None);
        double Metric(OutcomeTable table) => BiasMetrics.Find("DPL")!.Compute(table.Compare(Group, Favorable)).Value!.Value;
        double[] byRows = [.. Enumerable.Range(0, 3000).Select(_ => Metric(Count([.. Enumerable.Range(0, rows).Select(_ => random.Next(rows))])))];

        var byCells = Bootstrap.Of(Count([.. Enumerable.Range(0, rows)]), Group, Favorable, [BiasMetrics.Find("DPL")!], Options(3000), CancellationToken.None).Single();

        var deviation = Math.Sqrt(byRows.Average(value => value * value) - Math.Pow(byRows.Average(), 2));
        Assert.Equal(1, byCells.StandardError!.Value / deviation, 0.06);
    }

    [Fact]
    public void Intervals_OnOneAndTwoThreads_AreTheSame()
    {
        var table = Table((100, 40), (60, 20));
        IReadOnlyList<BootstrapInterval> On(int threads) =>
            Bootstrap.Of(table, Group, Favorable, BiasMetrics.PreTraining, Options(300) with { Threads = threads }, CancellationToken.None);

        Assert.Equal(On(1), On(2));
        Assert.NotEqual(On(1), Bootstrap.Of(table, Group, Favorable, BiasMetrics.PreTraining, Options(300) with { Seed = 2 }, CancellationToken.None));
    }

    [Fact]
    public void Resamples_WithoutAValue_AreCountedAndStated()
    {
        // A group of one row is missing from (1 − 1/n)^n of the resamples, some 37%.
        var rare = Bootstrap.Of(Table((1, 1), (99, 50)), Group, Favorable, [BiasMetrics.Find("DPL")!], Options(2000), CancellationToken.None).Single();
        Assert.InRange(rare.Undefined, 650, 820);
        Assert.NotNull(rare.Lower);

        var none = Bootstrap.Of(Table((0, 0), (99, 50)), Group, Favorable, [BiasMetrics.Find("DPL")!], Options(100), CancellationToken.None).Single();
        Assert.Equal((null, 100, "no row belongs to the group"), (none.Lower, none.Undefined, none.Reason));
    }

    [Fact]
    public void Acceleration_OfAShare_IsTheClosedForm()
    {
        // Leaving out one of n zeros and ones: a = (1 − 2p) / (6 √(n p (1 − p))), up to terms of 1/n.
        const double n = 1000, ones = 200;
        var acceleration = BootstrapIntervals.Acceleration([(ones, (ones - 1) / (n - 1)), (n - ones, ones / (n - 1))]);

        Assert.Equal((1 - 0.4) / (6 * Math.Sqrt(n * 0.2 * 0.8)), acceleration, 12);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.001, -3.090232306167813)]
    public void NormalQuantile_OfAProbability_IsTheTables(double p, double z)
    {
        Assert.Equal(z, BootstrapIntervals.NormalQuantile(p), 1e-9);
        Assert.Equal(p, BootstrapIntervals.Normal(z), 1e-12);
    }

    [Fact]
    public void ATableOfScores_IsNotResampled()
    {
        var table = OutcomeTable.Count(
            new OutcomeColumns([new CodeColumn("facet", new[] { 0, 1 }, 2)], new CodeColumn("label", new[] { 0, 1 }, 2)) { Scores = new[] { 0.2, 0.7 } }, 1, CancellationToken.None);

        Assert.Throws<ArgumentException>(() => Bootstrap.Of(table, Group, Favorable, BiasMetrics.PreTraining, Options(10), CancellationToken.None));
    }

    private static BootstrapOptions Options(int resamples) => new() { Resamples = resamples, Seed = 1 };

    /// <summary>(rows, favourable rows) of the group and of the rest.</summary>
    private static OutcomeTable Table((int Rows, int Favorable) group, (int Rows, int Favorable) rest)
    {
        int[] Labels((int Rows, int Favorable) side) => [.. Enumerable.Range(0, side.Rows).Select(row => row < side.Favorable ? 1 : 0)];
        int[] facet = [.. Enumerable.Repeat(0, group.Rows), .. Enumerable.Repeat(1, rest.Rows)];
        return OutcomeTable.Count(facet, 2, [.. Labels(group), .. Labels(rest)], 2, []);
    }

    private static int BinomialQuantile(int n, double p, double probability)
    {
        var (sum, k) = (Math.Exp(LogProbability(n, p, 0)), 0);
        while (sum < probability) sum += Math.Exp(LogProbability(n, p, ++k));
        return k;
    }

    private static double LogProbability(long n, double p, long k)
    {
        var sum = (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p));
        for (var i = 1; i <= k; i++) sum += Math.Log((n - k + i) / (double)i);
        return sum;
    }
}
