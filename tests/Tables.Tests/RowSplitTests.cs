namespace MlPlatform.Tables.Tests;

public sealed class RowSplitTests
{
    private static readonly int[] Strata = [.. Enumerable.Range(0, 1000).Select(i => i % 10 < 3 ? 1 : 0)];

    [Fact]
    public void Deal_PutsEveryRowInExactlyOnePart()
    {
        var parts = RowSplit.Deal(Strata, [0.7, 0.1, 0.2], 5);
        Assert.Equal(Enumerable.Range(0, 1000), parts.SelectMany(p => p).Order());
    }

    [Fact]
    public void Deal_KeepsTheMixOfStrataInEveryPart()
    {
        var parts = RowSplit.Deal(Strata, [0.7, 0.1, 0.2], 5);
        Assert.Equal([700, 100, 200], parts.Select(p => p.Length));
        Assert.Equal([210, 30, 60], parts.Select(p => p.Count(row => Strata[row] == 1)));
    }

    [Fact]
    public void Deal_DependsOnTheSeedOnly()
    {
        Assert.Equal(RowSplit.Deal(Strata, [0.5, 0.5], 1)[0], RowSplit.Deal(Strata, [0.5, 0.5], 1)[0]);
        Assert.NotEqual(RowSplit.Deal(Strata, [0.5, 0.5], 1)[0], RowSplit.Deal(Strata, [0.5, 0.5], 2)[0]);
    }

    [Fact]
    public void SharesThatDoNotAddUp_AreRefused() =>
        Assert.Throws<ArgumentException>(() => RowSplit.Deal(Strata, [0.5, 0.4], 1));
}
