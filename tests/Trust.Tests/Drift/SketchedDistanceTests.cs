using MlPlatform.Tables;
using MlPlatform.Tables.Profiles;
using MlPlatform.Trust.Drift;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class SketchedDistanceTests
{
    /// <summary>What a sketch of the default size promises in 99 of 100 cases.</summary>
    private const double RankError = 0.0165;

    [Fact]
    public void Distance_OfSketchesOfMinutes_StaysWithinBothRankErrorsOfTheRawOne()
    {
        const int Trials = 100, Minutes = 20, PerMinute = 250;
        var misses = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new SeededRandom((ulong)trial);
            double[] reference = Sample(random, 8000, 0), current = Sample(random, Minutes * PerMinute, trial * 0.01);
            var day = new QuantileSketch();
            foreach (var minute in current.Chunk(PerMinute)) day.Merge(Sketch(minute, (ulong)trial));

            var sketched = KolmogorovSmirnov.Compare(Sketch(reference, 7), day).Statistic;
            var raw = KolmogorovSmirnov.Compare([.. reference.Order()], [.. current.Order()], PValueMethod.Asymptotic).Statistic;
            if (Math.Abs(sketched - raw) > 2 * RankError) misses++;
        }

        Assert.InRange(misses, 0, Trials / 100);
    }

    [Fact]
    public void Distance_OfSketchesThatHoldEveryValue_IsTheRawOne()
    {
        double[] first = [1, 2, 2, 3, 5], second = [2, 4, 4, 6];

        Assert.Equal(KolmogorovSmirnov.Compare(first, second).Statistic, KolmogorovSmirnov.Compare(Sketch(first, 1), Sketch(second, 2)).Statistic, 1e-12);
        Assert.Equal(0, KolmogorovSmirnov.Compare(Sketch(first, 1), Sketch(first, 2)).Statistic);
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.Compare(Sketch(first, 1), new QuantileSketch()));
    }

    private static QuantileSketch Sketch(double[] values, ulong seed)
    {
        var sketch = new QuantileSketch(seed: seed);
        foreach (var value in values) sketch.Add(value);
        return sketch;
    }

    private static double[] Sample(SeededRandom random, int count, double shift) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal() + shift)];
}
