using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

public sealed class OutcomeTableTests
{
    [Fact]
    public void Compare_RandomRows_EqualsCountingTheRowsOneByOne()
    {
        var rows = RandomRows(seed: 7, count: 5_000, facets: 4, labels: 3);
        bool[] group = [false, true, true, false], favorable = [false, true, false];

        var comparison = OutcomeTable.Count(rows.Facet, 4, rows.Observed, 3, rows.Predicted).Compare(group, favorable);

        foreach (var (side, inGroup) in new[] { (comparison.Group, true), (comparison.Rest, false) })
        {
            var members = Enumerable.Range(0, rows.Facet.Length).Where(row => group[rows.Facet[row]] == inGroup).ToArray();
            Assert.Equal(members.Length, side.Rows);
            Assert.Equal(members.Count(row => favorable[rows.Observed[row]] && favorable[rows.Predicted[row]]), side.TruePositives);
            Assert.Equal(members.Count(row => !favorable[rows.Observed[row]] && favorable[rows.Predicted[row]]), side.FalsePositives);
            Assert.Equal(members.Count(row => favorable[rows.Observed[row]] && !favorable[rows.Predicted[row]]), side.FalseNegatives);
            Assert.Equal(members.Count(row => !favorable[rows.Observed[row]] && !favorable[rows.Predicted[row]]), side.TrueNegatives);
            Assert.Equal([.. Enumerable.Range(0, 3).Select(label => (double)members.Count(row => rows.Observed[row] == label))], side.LabelCounts);
        }
    }

    [Fact]
    public void Rows_OfEveryFacetValue_AddUpToAllRows()
    {
        var rows = RandomRows(seed: 3, count: 999, facets: 5, labels: 2);

        var table = OutcomeTable.Count(rows.Facet, 5, rows.Observed, 2, []);

        Assert.Equal(999, Enumerable.Range(0, 5).Sum(table.Rows));
        Assert.Equal(rows.Facet.Count(value => value == 2), table.Rows(2));
    }

    [Fact]
    public void Count_ColumnsOfUnequalLength_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OutcomeTable.Count([0, 1], 2, [0], 2, []));

    internal static (int[] Facet, int[] Observed, int[] Predicted) RandomRows(int seed, int count, int facets, int labels)
    {
        var random = new Random(seed);
        int[] Column(int values) => [.. Enumerable.Range(0, count).Select(_ => random.Next(values))];
        return (Column(facets), Column(labels), Column(labels));
    }
}
