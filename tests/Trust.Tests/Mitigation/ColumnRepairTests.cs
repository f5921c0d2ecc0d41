using MlPlatform.Tables;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

public sealed class ColumnRepairTests
{
    private static readonly int[] Groups = [.. Enumerable.Range(0, 60).Select(row => row % 3)];
    private static readonly double[] Values = Draw();

    [Fact]
    public void FullRepair_OfGroupsOfEqualSize_GivesAllGroupsTheSameValues()
    {
        var repaired = ColumnRepair.Fit(Values, Groups, 3).Repair(Groups, Values, 1);

        double[] Of(int group) => [.. repaired.Where((_, row) => Groups[row] == group).Order()];
        Assert.Equal(Of(0), Of(1));
        Assert.Equal(Of(0), Of(2));
    }

    [Theory]
    [InlineData(RepairPath.Ranks, 1)]
    [InlineData(RepairPath.Ranks, 0.4)]
    [InlineData(RepairPath.Straight, 0.4)]
    public void Order_WithinAGroup_IsKept(RepairPath path, double level)
    {
        var fitted = ColumnRepair.Fit(Values, Groups, 3);

        for (var group = 0; group < 3; group++)
        {
            double[] ascending = [.. Values.Where((_, row) => Groups[row] == group).Order()];
            double[] repaired = [.. ascending.Select(value => fitted.Repair(group, value, level, path))];
            Assert.Equal(repaired.Order(), repaired);
        }
    }

    [Fact]
    public void StraightRepair_LiesBetweenValueAndTarget()
    {
        var fitted = ColumnRepair.Fit(Values, Groups, 3);

        for (var row = 0; row < Values.Length; row++)
        {
            var target = fitted.Repair(Groups[row], Values[row], 1);
            Assert.Equal((0.75 * Values[row]) + (0.25 * target), fitted.Repair(Groups[row], Values[row], 0.25, RepairPath.Straight), 12);
        }
    }

    [Fact]
    public void NoRepair_MissingValuesAndGroupsWithoutValues_LeaveValuesAlone()
    {
        double[] values = [1, 2, double.NaN, 5];
        int[] groups = [0, 0, 0, 1];
        var fitted = ColumnRepair.Fit(values, groups, 3);

        Assert.Equal(values, fitted.Repair(groups, values, 0));
        Assert.Equal(double.NaN, fitted.Repair(0, double.NaN, 1));
        Assert.Equal(7, fitted.Repair(2, 7, 1));
    }

    [Fact]
    public void Level_OutOfRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnRepair.Fit(Values, Groups, 3).Repair(0, 1, 1.1));

    [Fact]
    public void InfiniteValue_IsRefusedByRow() =>
        Assert.StartsWith("The value of row 2", Assert.Throws<TrustException>(() => ColumnRepair.Fit([1, double.PositiveInfinity], [0, 1], 2)).Message, StringComparison.Ordinal);

    private static double[] Draw()
    {
        var random = new SeededRandom(3);
        return [.. Enumerable.Range(0, 60).Select(row => (row % 3) + random.NextNormal())];
    }
}
