using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Learning.Trees.Histograms;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class HistogramTests
{
    private const int Rows = 40_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(16)]
    [InlineData(19)]
    [InlineData(37)]
    public void Histogram_OfSomeRows_EqualsNaiveSums(int columns)
    {
        using var team = new WorkerTeam(2);
        var (table, gradients) = Sample(columns, team);
        foreach (var vectorized in new[] { true, false })
        {
            var histograms = new NodeHistograms(columns);
            var partition = new RowPartition(table, Rows, team);
            var count = 0;
            for (var row = 0; row < Rows; row += 1 + (row % 2)) partition.Rows[count++] = row;
            partition.Reset(count);
            var slot = histograms.Take();
            new HistogramBuilder(table, histograms, team, vectorized).Build([(0, slot)], partition, gradients);
            for (var column = 0; column < columns; column++)
            {
                var (g, h) = Naive(table.ByColumn[column], partition.RowsOf(0), gradients);
                Assert.Equal(g, histograms.Gradients(slot, column).ToArray());
                Assert.Equal(h, histograms.Hessians(slot, column).ToArray());
            }
        }
    }

    [Fact]
    public void Histogram_OfParentLessOneChild_EqualsTheOtherCounted()
    {
        using var team = new WorkerTeam(1);
        var (table, gradients) = Sample(5, team);
        var histograms = new NodeHistograms(5);
        var partition = new RowPartition(table, Rows, team);
        RowSampler.FillAll(partition);
        partition.Split([new AppliedSplit(0, 1, new SplitCandidate { Column = 2, LastLeftBin = 60 })]);
        int[] slots = [histograms.Take(), histograms.Take(), histograms.Take()];
        new HistogramBuilder(table, histograms, team, true).Build([(0, slots[0]), (1, slots[1]), (2, slots[2])], partition, gradients);
        for (var column = 0; column < 5; column++)
        {
            var rest = histograms.Gradients(slots[0], column).ToArray().Zip(histograms.Gradients(slots[1], column).ToArray(), (whole, part) => whole - part);
            Assert.Equal(histograms.Gradients(slots[2], column).ToArray(), rest);
        }
    }

    [Fact]
    public void Packing_KeepsHessiansAboveZeroAndErrorsBelowHalfAUnit()
    {
        using var team = new WorkerTeam(1);
        float[] gradients = [1e-9f, -3.25f, 0, 7, 1e4f, -1e4f, 12.5f, 1, 2, 3, 4];
        float[] hessians = [1e-12f, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        foreach (var vectorized in new[] { true, false })
        {
            var packed = new PackedGradients(gradients.Length);
            packed.Pack(gradients, hessians, team, vectorized);
            Assert.True(PackedGradients.HessianOf(packed.Words[0]) > 0);
            Assert.Equal(0, PackedGradients.HessianOf(packed.Words[1]));
            for (var i = 0; i < gradients.Length; i++)
            {
                Assert.Equal(gradients[i], PackedGradients.GradientOf(packed.Words[i]) * packed.GradientUnit, 0.5 * packed.GradientUnit);
                Assert.Equal(hessians[i], PackedGradients.HessianOf(packed.Words[i]) * packed.HessianUnit, 1.0 * packed.HessianUnit);
            }

            Assert.True(packed.GradientUnit <= 1e4 * 2 / (1 << 19));
        }
    }

    [Fact]
    public void Packing_OfTheLargestSums_StaysApart()
    {
        const int Count = PackedGradients.MostSummed;
        using var team = new WorkerTeam(1);
        float[] gradients = [.. Enumerable.Repeat(-1f, Count)];
        float[] hessians = [.. Enumerable.Repeat(1f, Count)];
        var packed = new PackedGradients(Count);
        packed.Pack(gradients, hessians, team, true);
        var sum = packed.Words.Sum();
        Assert.Equal(-Count, PackedGradients.GradientOf(sum) * packed.GradientUnit);
        Assert.Equal(Count, PackedGradients.HessianOf(sum) * packed.HessianUnit);
    }

    [Fact]
    public void Packing_OfNaN_SaysThatTrainingDiverged()
    {
        using var team = new WorkerTeam(1);
        var error = Assert.Throws<LearningException>(() => new PackedGradients(1).Pack(new[] { float.NaN }, new[] { 1f }, team, true));
        Assert.Contains("diverged", error.Message, StringComparison.Ordinal);
    }

    private static (BinnedTable Table, PackedGradients Gradients) Sample(int columns, WorkerTeam team)
    {
        var random = new SeededRandom(3);
        var table = new Table([.. Enumerable.Range(0, columns).Select(c => new Float64Column($"x{c}", Enumerable.Range(0, Rows).Select(_ => random.NextNormal()).ToArray()))]);
        var binned = new Binner(InputColumn.Of(table), 256, team).Fit(table);
        float[] gradients = [.. Enumerable.Range(0, Rows).Select(_ => (float)random.NextNormal())];
        float[] hessians = [.. Enumerable.Range(0, Rows).Select(_ => (float)random.NextDouble())];
        var packed = new PackedGradients(Rows);
        packed.Pack(gradients, hessians, team, true);
        return (binned, packed);
    }

    private static (double[] Gradients, double[] Hessians) Naive(byte[] bins, ReadOnlySpan<int> rows, PackedGradients gradients)
    {
        var (g, h) = (new double[256], new double[256]);
        foreach (var row in rows)
        {
            g[bins[row]] += PackedGradients.GradientOf(gradients.Words[row]) * gradients.GradientUnit;
            h[bins[row]] += PackedGradients.HessianOf(gradients.Words[row]) * gradients.HessianUnit;
        }

        return (g, h);
    }
}
