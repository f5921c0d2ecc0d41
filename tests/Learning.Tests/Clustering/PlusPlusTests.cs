using MlPlatform.Learning.Clustering;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Clustering;

public sealed class PlusPlusTests
{
    [Fact]
    public void Choose_OnDistantGroups_TakesOneRowOfEach()
    {
        const int Groups = 6;
        var data = Data(SampleRows.Blobs(600, 3, Groups, 1, distance: 200), 3);
        for (ulong seed = 0; seed < 20; seed++)
        {
            var chosen = new PlusPlus(data, Groups).Choose(Groups, new SeededRandom(seed), CancellationToken.None);
            Assert.Equal(Groups, chosen.Select(row => row % Groups).Distinct().Count());
        }
    }

    [Fact]
    public void Choose_OfTwoOnALine_FollowsTheSquaredDistances()
    {
        // From row 0 the others are drawn 1 : 4 : 9. Of three draws the one that leaves least is kept: row 2 leaves 1 + 1, row 3
        // leaves 1 + 1 too (1 to row 0, 1 to row 3), row 1 leaves 1 + 4; so row 1 is taken only where all draws give it.
        var data = Data([0, 1, 2, 3], 1);
        var taken = new int[4];
        const int Runs = 4000;
        for (ulong seed = 0; seed < Runs; seed++)
        {
            var chosen = new PlusPlus(data, 3).Choose(2, new SeededRandom(seed), CancellationToken.None);
            if (chosen[0] == 0) taken[chosen[1]]++;
        }

        double fromZero = taken.Sum();
        Assert.Equal(0.25, fromZero / Runs, 0.03);
        Assert.Equal(0, taken[0]);
        Assert.Equal(Math.Pow(1 / 14.0, 3), taken[1] / fromZero, 0.01);
    }

    [Fact]
    public void Choose_WithWeightZero_NeverTakesTheRow()
    {
        var rows = SampleRows.Normal(60, 2, 3);
        var weights = Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 1.0 : 0.0).ToArray();
        var data = new WeightedTiles(SampleRows.Tiled(rows, 2), weights, KernelPaths.Best, 1);
        for (ulong seed = 0; seed < 30; seed++)
        {
            Assert.All(new PlusPlus(data, 5).Choose(5, new SeededRandom(seed), CancellationToken.None), row => Assert.Equal(0, row % 2));
        }
    }

    [Fact]
    public void Choose_OfVeryMany_TakesNoRowTwice()
    {
        const int Clusters = 1200;
        var data = Data(SampleRows.Normal(1500, 2, 4), 2);
        Assert.Equal(Clusters, new PlusPlus(data, Clusters).Choose(Clusters, new SeededRandom(1), CancellationToken.None).Distinct().Count());
    }

    private static WeightedTiles Data(float[] rows, int width) => new(
        SampleRows.Tiled(rows, width), [.. Enumerable.Repeat(1.0, rows.Length / width)], KernelPaths.Best, threads: 1);
}
