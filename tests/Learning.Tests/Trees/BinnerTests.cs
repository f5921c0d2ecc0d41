using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class BinnerTests
{
    [Fact]
    public void FewValues_GetABinEach_WithCutsBetween()
    {
        Assert.Equal([1.5f, 3], QuantileCuts.Of([1, 1, 2, 2, 2, 4], 8));
        Assert.Empty(QuantileCuts.Of([7, 7, 7], 8));
        Assert.Empty(QuantileCuts.Of([], 8));
    }

    [Fact]
    public void ManyValues_AreDealtEvenly()
    {
        var sorted = Enumerable.Range(0, 10_000).Select(i => (float)i).ToArray();
        var cuts = QuantileCuts.Of(sorted, 100);
        Assert.Equal(99, cuts.Length);
        var sizes = Counts(sorted, ColumnBins.OfNumbers(cuts));
        Assert.All(sizes, size => Assert.InRange(size, 99, 101));
    }

    [Fact]
    public void OneValueThatFillsHalf_LeavesTheOtherBinsToTheRest()
    {
        float[] sorted = [.. Enumerable.Repeat(0f, 5000), .. Enumerable.Range(1, 5000).Select(i => (float)i)];
        var cuts = QuantileCuts.Of(sorted, 51);
        var sizes = Counts(sorted, ColumnBins.OfNumbers(cuts));
        Assert.Equal(5000, sizes[0]);
        Assert.Equal(51, sizes.Length);
        Assert.All(sizes[1..], size => Assert.InRange(size, 80, 120));
    }

    [Fact]
    public void Neighbours_ThatNothingLiesBetween_AreCutAtTheHigher()
    {
        var low = 1f;
        var high = MathF.BitIncrement(low);
        Assert.Equal([high], QuantileCuts.Of([low, high], 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(255)]
    public void Kernel_AgreesWithThePlainSearch(int bins)
    {
        var random = new SeededRandom(5);
        float[] inner = [.. Enumerable.Range(0, bins - 1).Select(_ => (float)random.NextNormal()).Order()];
        var column = ColumnBins.OfNumbers(inner);
        float[] values = [.. Enumerable.Range(0, 500).Select(_ => (float)(2 * random.NextNormal())), .. inner, float.NaN, 0, -0f, float.MinValue, 1e38f];
        var found = new byte[values.Length];
        BinKernel.Assign(values, BinKernel.Layout(column), column.MissingBin, found);
        Assert.Equal(values.Select(column.BinOf), found);
    }

    [Fact]
    public void Sort_OfAllKindsOfFloats_IsAscending()
    {
        var random = new SeededRandom(6);
        float[] values = [.. Enumerable.Range(0, 5000).Select(i => (float)(random.NextNormal() * Math.Pow(10, (i % 60) - 30))), 0, float.MaxValue, -float.MaxValue, float.Epsilon];
        var expected = values.Order().ToArray();
        FloatSort.Sort(values, new uint[values.Length]);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Binning_InBothLayouts_IsTheSame()
    {
        using var team = new WorkerTeam(2);
        var table = TreeSamples.Numbers(9000, 35, 3, (_, _) => 0).Features;
        var binned = new Binner(InputColumn.Of(table), 256, team).Fit(table);
        var rows = binned.ByRow!;
        Assert.Equal(35, rows.Groups.Sum(g => g.Count));
        for (var row = 0; row < table.RowCount; row += 97)
        {
            for (var c = 0; c < 35; c++) Assert.Equal(binned.ByColumn[c][row], rows.Bins[(row * rows.Stride) + c]);
        }
    }

    [Fact]
    public void Categories_BeyondTheBins_ShareTheLast()
    {
        float[] codes = [.. Enumerable.Range(0, 10_000).Select(i => (float)i), 3, 3, 3, 5, 5, float.NaN];
        var bins = CategoryBins.Of(codes, 10_000, 255);
        Assert.Equal(0, bins.BinOf(3));
        Assert.Equal(1, bins.BinOf(5));
        Assert.Equal(254, bins.BinOf(9999));
        Assert.Equal(255, bins.BinOf(float.NaN));
        Assert.Equal(255, bins.BinOf((float)InputColumn.UnknownCode));
    }

    private static int[] Counts(float[] values, ColumnBins column)
    {
        var counts = new int[column.Count];
        foreach (var value in values) counts[column.BinOf(value)]++;
        return counts;
    }
}
