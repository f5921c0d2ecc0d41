using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Comparison;
using MlPlatform.Trust.Drift.Monitors;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class RowMonitorTests
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    [Fact]
    public void MergeOfMinutes_IsTheDay()
    {
        var baseline = Baseline();
        var (whole, day) = (baseline.Start(), baseline.Start());
        for (var minute = 0; minute < 60; minute++)
        {
            var part = baseline.Start();
            foreach (var row in Rows(minute, 40, 0.3))
            {
                whole.Observe(row);
                part.Observe(row);
            }

            day.Merge(RowMonitor.FromBytes(baseline, part.ToBytes()));
        }

        Assert.Equal(2400, day.Rows);
        foreach (var (merged, all) in day.Compare().Zip(whole.Compare()))
        {
            Assert.Equal((all.Current, all.Reference, all.Distinct), (merged.Current, merged.Reference, merged.Distinct));
            Assert.All(all.Scores.Zip(merged.Scores), pair =>
            {
                // Counts are whole numbers; only sums of values are rounded, so only the areas may differ, in the last digits.
                Assert.Equal(pair.First.PValue, pair.Second.PValue);
                Assert.Equal(pair.First.Statistic.Value ?? -1, pair.Second.Statistic.Value ?? -1, 1e-12);
            });
        }
    }

    [Fact]
    public void Bytes_ReadBack_AreTheSameWindowAndBaseline()
    {
        var baseline = MonitorBaseline.FromBytes(Baseline().ToBytes());
        var window = baseline.Start();
        foreach (var row in Rows(7, 300, 0)) window.Observe(row);

        var read = RowMonitor.FromBytes(Baseline(), window.ToBytes());

        Assert.Equal(window.ToBytes(), read.ToBytes());
        Assert.Equal(Baseline().ToBytes(), baseline.ToBytes());
        Assert.Equal(window.Compare().SelectMany(column => column.Scores), read.Compare().SelectMany(column => column.Scores));
    }

    [Fact]
    public void Bytes_DamagedOrOfAnotherBaseline_AreRefused()
    {
        var (baseline, window) = (Baseline(), Baseline().Start());
        foreach (var row in Rows(7, 50, 0)) window.Observe(row);
        var bytes = window.ToBytes();

        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x20;
            Assert.Throws<TrustException>(() => RowMonitor.FromBytes(baseline, damaged));
            Assert.Throws<TrustException>(() => RowMonitor.FromBytes(baseline, bytes.AsSpan(0, i)));
        }

        var other = new MonitorBaseline([new NumberSketch("a", [1, 2])]);
        Assert.Contains("another baseline", Assert.Throws<TrustException>(() => RowMonitor.FromBytes(other, bytes)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => window.Merge(other.Start()));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0.02, 1, 2)]
    [InlineData(0.3, 1, 3)]
    [InlineData(-0.8, 0.5, 4)]
    [InlineData(0, 3, 5)]
    [InlineData(50, 1, 6)]
    public void BinnedDistances_EncloseThoseOfTheRawValues(double shift, double scale, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        double[] reference = Sample(random, 5000, 0, 1), current = Sample(random, 900, shift, scale);
        var baseline = NumberSketch.FromBaseline("x", reference);
        var window = baseline.Fresh();
        foreach (var value in current) window.Observe(value);

        var binned = window.Against(baseline);
        var raw = DatasetComparison.Compare([new NumberPair("x", reference, current)], 1, CancellationToken.None)[0];

        foreach (var test in new[] { DriftTest.KolmogorovSmirnov, DriftTest.LInfinityRobust, DriftTest.Wasserstein, DriftTest.WassersteinNormed })
        {
            var exact = raw[test].Statistic.Value!.Value;
            Assert.InRange(exact, binned[test].Statistic.Value!.Value - 1e-9, binned[test].AtMost!.Value + 1e-9);
        }

        // A bin of the baseline holds 1/62 of it; the bound of KS may be no wider than that and the window's fullest bin.
        var fullest = ((NumberSketch)window).Counts().Max() / current.Length;
        Assert.InRange(binned[DriftTest.KolmogorovSmirnov].AtMost!.Value - binned[DriftTest.KolmogorovSmirnov].Statistic.Value!.Value, 0, (1.0 / 62) + fullest + 1e-3);
    }

    [Fact]
    public void Numbers_OfFewValues_AreCountedEachByItselfAndLoseNothing()
    {
        var random = new SeededRandom(3);
        double[] reference = [.. Enumerable.Range(0, 400).Select(_ => (double)random.NextInt32(9))], current = [.. Enumerable.Range(0, 300).Select(_ => (double)random.NextInt32(7))];
        var baseline = NumberSketch.FromBaseline("x", reference);
        var window = baseline.Fresh();
        foreach (var value in current) window.Observe(value);
        var raw = DatasetComparison.Compare([new NumberPair("x", reference, current)], 1, CancellationToken.None)[0];

        foreach (var test in new[] { DriftTest.LInfinity, DriftTest.Wasserstein, DriftTest.JensenShannonDistance, DriftTest.PopulationStabilityOfShares, DriftTest.PopulationStability })
        {
            Assert.Equal(raw[test].Statistic.Value!.Value, window.Against(baseline)[test].Statistic.Value!.Value, 1e-12);
        }
    }

    [Fact]
    public void Moments_OfASketch_AreThoseOfItsValues()
    {
        double[] values = [1e6 + 1, 1e6 + 2, 1e6 + 4, double.NaN, 1e6 + 8, double.PositiveInfinity];
        var sketch = NumberSketch.FromBaseline("x", values);

        Assert.Equal((4L, 2L, 1e6 + 1, 1e6 + 8), (sketch.Present, sketch.Missing, sketch.Minimum, sketch.Maximum));
        Assert.Equal(1e6 + 3.75, sketch.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(7.1875), sketch.StandardDeviation, 1e-6);
    }

    [Fact]
    public void Categories_UnseenInTheBaseline_AreCountedAsOthersAndDrift()
    {
        var baseline = CategorySketch.FromBaseline("colour", Colours, [500, 300, 200]);
        var window = (CategorySketch)baseline.Fresh();
        foreach (var text in new[] { "red", "red", "violet", null, "blue", "green", "violet" }) window.Observe(text);

        Assert.Equal((2L, 1L, 6L), (window.Others, window.Missing, window.Present));
        Assert.Equal(1, window.CodeOf("green"));
        Assert.Equal(0, window.Against(baseline)[DriftTest.ChiSquareAgainst].PValue);
    }

    [Fact]
    public void Observe_OfManyRows_AllocatesNothing()
    {
        var window = Baseline().Start();
        double[][] rows = [.. Rows(1, 64, 0)];
        foreach (var row in rows) window.Observe(row);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5000; i++) window.Observe(rows[i % rows.Length]);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Window_WithoutRows_HasNoVerdictButAReason()
    {
        var verdict = DriftPolicy.Evidently.Judge(Baseline().Start().Compare());

        Assert.All(verdict.Columns, column => Assert.Null(column.IsDrift));
        Assert.Equal("the current sample has no values", verdict.Columns[0].Score.Statistic.Reason);
        Assert.False(verdict.IsDrift);
    }

    [Fact]
    public void IndexOf_OfAnyValue_IsHowManyEdgesAreNoGreater()
    {
        var random = new SeededRandom(9);
        for (var count = 1; count < 70; count++)
        {
            double[] edges = [.. Enumerable.Range(0, count).Select(i => (double)i)];
            var sketch = new NumberSketch("x", edges);
            for (var trial = 0; trial < 20; trial++)
            {
                var value = (random.NextInt32((2 * count) + 4) / 2.0) - 1;
                sketch.Observe(value);
                Assert.Equal(1, sketch.Counts()[edges.Count(edge => edge <= value)]);
                sketch.Clear();
            }
        }
    }

    [Fact]
    public void Rows_OfAnotherWidthAndColumnsOfOneName_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Baseline().Start().Observe([1, 2]));
        Assert.Throws<ArgumentException>(() => new MonitorBaseline([new NumberSketch("a", [1]), new NumberSketch("a", [1])]));
        Assert.Throws<ArgumentException>(() => new NumberSketch("a", [2, 1]));
        Assert.Throws<ArgumentException>(() => new CategorySketch("a", ["x", "x"]));
        Assert.Throws<TrustException>(() => NumberSketch.FromBaseline("a", [double.NaN]));
    }

    private static MonitorBaseline Baseline()
    {
        double[][] rows = [.. Rows(100, 2000, 0)];
        return new MonitorBaseline(
        [
            NumberSketch.FromBaseline("amount", [.. rows.Select(row => row[0])]),
            NumberSketch.FromBaseline("age", [.. rows.Select(row => row[1])], bins: 16),
            CategorySketch.FromBaseline("colour", Colours, [500, 300, 200], missing: 10),
        ]);
    }

    private static IEnumerable<double[]> Rows(int seed, int count, double shift)
    {
        var random = new SeededRandom((ulong)seed);
        for (var i = 0; i < count; i++)
        {
            yield return [random.NextNormal() + shift, random.NextInt32(12) == 0 ? double.NaN : random.NextInt32(60), random.NextInt32(5) - 1];
        }
    }

    private static double[] Sample(SeededRandom random, int count, double shift, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextNormal() * scale) + shift)];
}
