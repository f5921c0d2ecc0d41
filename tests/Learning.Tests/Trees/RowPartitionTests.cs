using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Growing;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class RowPartitionTests
{
    [Theory]
    [InlineData(900)]
    [InlineData(70_000)]
    public void Split_OfTwoLevels_KeepsTheOrderOfRowsAndLosesNone(int rows)
    {
        using var team = new WorkerTeam(2);
        var table = TreeSamples.Numbers(rows, 2, 8, (_, _) => 0).Features;
        var binned = new Binner(InputColumn.Of(table), 64, team).Fit(table);
        var partition = new RowPartition(binned, rows, team);
        RowSampler.FillAll(partition);
        var first = new SplitCandidate { Column = 0, LastLeftBin = 20, MissingLeft = true };
        var second = new SplitCandidate { Column = 1, LastLeftBin = 40 };
        partition.Split([new AppliedSplit(0, 1, first)]);
        partition.Split([new AppliedSplit(1, 3, second), new AppliedSplit(2, 5, second)]);
        var all = Enumerable.Range(0, rows);
        bool Left(int row) => binned.ByColumn[0][row] is var bin && (bin <= 20 || bin == binned.Columns[0].MissingBin);
        bool Left2(int row) => binned.ByColumn[1][row] <= 40;
        Assert.Equal(all.Where(Left), partition.RowsOf(1).ToArray().Order());
        Assert.Equal(all.Where(row => !Left(row)), partition.RowsOf(2).ToArray().Order());
        Assert.Equal(all.Where(row => Left(row) && Left2(row)), partition.RowsOf(3).ToArray());
        Assert.Equal(all.Where(row => Left(row) && !Left2(row)), partition.RowsOf(4).ToArray());
        Assert.Equal(all.Where(row => !Left(row) && Left2(row)), partition.RowsOf(5).ToArray());
        Assert.Equal(all.Where(row => !Left(row) && !Left2(row)), partition.RowsOf(6).ToArray());
    }
}
