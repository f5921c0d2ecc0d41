using MlPlatform.Tables.Profiles;

namespace MlPlatform.Tables.Tests;

public sealed class SketchTests
{
    /// <summary>What the documentation promises for k = 200 in 99 of 100 sketches.</summary>
    private const double RankError = 0.0165;

    [Fact]
    public void Quantiles_OfManySketches_StayWithinTheRankErrorInNinetyNineOfAHundred()
    {
        const int Values = 20_000, Sketches = 200;
        double[] shares = [0.01, 0.25, 0.5, 0.75, 0.99];
        var misses = new int[shares.Length];
        for (var s = 0; s < Sketches; s++)
        {
            var sketch = Filled(Permutation(Values, (ulong)s), seed: (ulong)s);
            var quantiles = sketch.Quantiles(shares);
            for (var i = 0; i < shares.Length; i++)
            {
                if (Math.Abs((quantiles[i] / Values) - shares[i]) > RankError) misses[i]++;
            }
        }

        Assert.All(misses, missed => Assert.InRange(missed, 0, Sketches / 100));
    }

    [Fact]
    public void MergedSketches_HoldEveryWeightAndStayWithinTheRankError()
    {
        const int Parts = 50, PartSize = 1000, All = Parts * PartSize;
        var values = Permutation(All, 9);
        var merged = new QuantileSketch();
        for (var part = 0; part < Parts; part++) merged.Merge(Filled(values[(part * PartSize)..((part + 1) * PartSize)], seed: (ulong)part));

        Assert.Equal(All, merged.Count);
        Assert.Equal(All, merged.Levels.Select((level, h) => level.Count * (1L << h)).Sum());
        Assert.InRange(merged.Levels.Sum(level => level.Count), 1, 650);
        Assert.Equal((0, All - 1), (merged.Minimum, merged.Maximum));
        foreach (var share in new[] { 0.05, 0.5, 0.95 }) Assert.InRange(merged.Quantiles(share)[0] / All, share - RankError, share + RankError);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void SketchOfSortedBlocks_HoldsEveryWeightAndStaysWithinTheRankErrorEverywhere(int block)
    {
        const int Values = 60_000, Sketches = 100;
        var misses = 0;
        for (var seed = 0; seed < Sketches; seed++)
        {
            var values = Permutation(Values, (ulong)seed);
            var sketch = new QuantileSketch(seed: (ulong)seed);
            for (var start = 0; start < Values; start += block) sketch.AddSorted([.. values[start..Math.Min(Values, start + block)].Order()]);

            Assert.Equal(Values, sketch.Levels.Select((level, h) => level.Count * (1L << h)).Sum());
            Assert.Equal((Values, 0, Values - 1), (sketch.Count, sketch.Minimum, sketch.Maximum));
            Assert.InRange(sketch.Levels.Sum(level => level.Count), 1, 650);
            double[] shares = [.. Enumerable.Range(1, 99).Select(percent => percent / 100.0)];
            misses += sketch.Quantiles(shares).Zip(shares).Count(pair => Math.Abs((pair.First / Values) - pair.Second) > RankError);
        }

        Assert.InRange(misses, 0, 99 * Sketches / 100);
    }

    [Fact]
    public void SketchOfASortedBlock_ThatFits_IsExact()
    {
        var sketch = new QuantileSketch();
        sketch.AddSorted([1, 2, 2, 3]);
        sketch.AddSorted([]);
        sketch.AddSorted([0, 9]);

        Assert.Equal([0, 1, 2, 2, 3, 9], sketch.Levels[0].Order());
    }

    [Fact]
    public void FrequentOfBlocks_BeyondItsSize_UndercountsByNoMoreThanItSays()
    {
        const int Size = 32, Values = 60_000, Block = 500;
        var random = new SeededRandom(6);
        var stream = Enumerable.Range(0, Values).Select(_ => random.NextInt32(3) == 0 ? random.NextInt32(8) : 8 + random.NextInt32(20_000)).ToArray();
        var summary = new FrequentValues<int>(Size);
        foreach (var block in stream.Chunk(Block))
        {
            var runs = block.CountBy(value => value).ToArray();
            summary.Add([.. runs.Select(run => run.Key)], [.. runs.Select(run => run.Value)]);
        }

        Assert.InRange(summary.Error, 1, Values / Size);
        var counts = stream.CountBy(value => value).ToDictionary();
        Assert.All(summary.Top(8, Comparer<int>.Default), entry => Assert.InRange(entry.Value, counts[entry.Key] - summary.Error, counts[entry.Key]));
        Assert.Equal(Enumerable.Range(0, 8), summary.Top(8, Comparer<int>.Default).Select(entry => entry.Key).Order());
    }

    [Fact]
    public void Sketch_OfFewValues_IsExact()
    {
        var sketch = Filled([5, 1, 4, 2, 3], seed: 1);
        Assert.Equal([1, 1, 3, 5, 5], sketch.Quantiles(0, 0.2, 0.6, 1, 0.99));
        Assert.Equal(2, sketch.CountBelow(3));
        Assert.All(new QuantileSketch().Quantiles(0, 0.5, 1), quantile => Assert.Equal(double.NaN, quantile));
    }

    [Fact]
    public void Sketch_OfTheSameValues_IsTheSame() =>
        Assert.Equal(Filled(Permutation(5000, 2), seed: 3).Levels, Filled(Permutation(5000, 2), seed: 3).Levels);

    [Theory]
    [InlineData(4096, 0)]
    [InlineData(20_000, 0.03)]
    [InlineData(300_000, 0.03)]
    public void Distinct_IsExactForFewAndCloseForMany(int different, double tolerance)
    {
        var sketch = new DistinctSketch();
        for (var i = 0; i < different * 2; i++) sketch.Add(i % different * 0.5);
        Assert.InRange(sketch.Estimate, different * (1 - tolerance), different * (1 + tolerance));
    }

    [Theory]
    [InlineData(100, 3000)]
    [InlineData(3000, 100_000)]
    [InlineData(100_000, 3000)]
    [InlineData(50_000, 60_000)]
    public void DistinctOfParts_Merged_IsThatOfTheWhole(int first, int second)
    {
        var (left, right, whole) = (new DistinctSketch(), new DistinctSketch(), new DistinctSketch());
        for (var i = 0L; i < first; i++) left.Add(i);
        for (var i = first / 2L; i < second; i++) right.Add(i);
        for (var i = 0L; i < Math.Max(first, second); i++) whole.Add(i);
        left.Merge(right);
        Assert.Equal(whole.Estimate, left.Estimate);
    }

    [Fact]
    public void Frequent_BeyondItsSize_UndercountsByNoMoreThanItSays()
    {
        const int Size = 64, Values = 60_000;
        var random = new SeededRandom(6);
        var stream = Enumerable.Range(0, Values).Select(_ => random.NextInt32(3) == 0 ? random.NextInt32(8) : 8 + random.NextInt32(20_000)).ToArray();
        var (left, right) = (new FrequentValues<int>(Size), new FrequentValues<int>(Size));
        for (var i = 0; i < Values; i++) (i % 2 == 0 ? left : right).Add(stream[i]);
        left.Merge(right);

        Assert.InRange(left.Error, 1, Values / Size);
        var counts = stream.CountBy(value => value).ToDictionary();
        var top = left.Top(8, Comparer<int>.Default);
        Assert.Equal(Enumerable.Range(0, 8), top.Select(entry => entry.Key).Order());
        Assert.All(top, entry => Assert.InRange(entry.Value, counts[entry.Key] - left.Error, counts[entry.Key]));
    }

    private static QuantileSketch Filled(double[] values, ulong seed)
    {
        var sketch = new QuantileSketch(seed: seed);
        foreach (var value in values) sketch.Add(value);
        return sketch;
    }

    private static double[] Permutation(int count, ulong seed)
    {
        var values = Enumerable.Range(0, count).Select(i => (double)i).ToArray();
        new SeededRandom(seed, stream: 1).Shuffle(values.AsSpan());
        return values;
    }
}
