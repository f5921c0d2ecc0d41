using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Tables.Tests.Parallelism;

public sealed class FixedBlocksTests
{
    private const int Tasks = 200;
    private const int Repeats = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void For_ItemsThatFillNoWholeBlocks_VisitsEachOnceInTheSameBlocks(int threads)
    {
        var visits = new int[103];
        var starts = new int[FixedBlocks.Count(visits.Length, 10)];

        FixedBlocks.For(visits.Length, 10, threads, (block, start, end) =>
        {
            starts[block] = start;
            for (var i = start; i < end; i++) visits[i]++;
        }, CancellationToken.None);

        Assert.All(visits, times => Assert.Equal(1, times));
        Assert.Equal(Enumerable.Range(0, 11).Select(block => block * 10), starts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void For_WhereSeveralFail_ThrowsTheLowestAsItWasThrown(int threads)
    {
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var failure = Assert.Throws<TableFormatException>(() => FixedBlocks.For(Tasks, 1, threads, (first, _) => Refuse(first), CancellationToken.None));
            Assert.Equal("task 7", failure.Message);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void For_WhenCancelled_Stops(int threads) => Assert.ThrowsAny<OperationCanceledException>(
        () => FixedBlocks.For(Tasks, 1, threads, (_, _) => { }, new CancellationToken(canceled: true)));

    private static void Refuse(int task)
    {
        if (task is 7 or 8 or 100 or Tasks - 1) throw new TableFormatException($"task {task}");
    }
}
