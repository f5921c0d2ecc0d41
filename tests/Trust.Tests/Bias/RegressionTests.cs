using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

public sealed class RegressionTests
{
    [Fact]
    public void Figures_OnOneAndOnTwoThreads_AreTheSame()
    {
        var columns = Columns(200_000);
        RegressionTable one = RegressionTable.Count(columns, 1, CancellationToken.None), two = RegressionTable.Count(columns, 2, CancellationToken.None);

        Assert.All(RegressionFigures.All, figure => Assert.Equal(one.Groups.Select(group => figure.Of(group)), two.Groups.Select(group => figure.Of(group))));
    }

    [Fact]
    public void Figures_OfAWeightOfTwo_AreThoseOfTheRowTwice()
    {
        var columns = Columns(300) with { Weights = Enumerable.Range(0, 300).Select(row => row % 4 == 0 ? 2.0 : 1).ToArray() };
        int[] twice = [.. Enumerable.Range(0, 300), .. Enumerable.Range(0, 75).Select(row => row * 4)];
        var repeated = new RegressionColumns(
            [.. columns.Facets.Select(facet => facet with { Codes = Array.ConvertAll(twice, row => facet.Codes.Span[row]) })],
            Array.ConvertAll(twice, row => columns.Observed.Span[row]), Array.ConvertAll(twice, row => columns.Predicted.Span[row]));

        RegressionTable weighted = RegressionTable.Count(columns, 1, CancellationToken.None), plain = RegressionTable.Count(repeated, 1, CancellationToken.None);

        foreach (var figure in RegressionFigures.All)
        {
            for (var group = 0; group < plain.Groups.Count; group++) Assert.Equal(figure.Of(plain.Groups[group]).Value!.Value, figure.Of(weighted.Groups[group]).Value!.Value, 1e-9);
        }
    }

    [Fact]
    public void Along_OneFacet_IsThatFacetAlone()
    {
        var columns = Columns(1000);
        var folded = RegressionTable.Count(columns, 1, CancellationToken.None).Along(1);
        var alone = RegressionTable.Count(columns with { Facets = [columns.Facets[1]] }, 1, CancellationToken.None);

        for (var group = 0; group < 3; group++)
        {
            Assert.Equal(alone.Groups[group].Name, folded.Groups[group].Name);
            Assert.Equal(RegressionFigures.RSquared.Of(alone.Groups[group]).Value!.Value, RegressionFigures.RSquared.Of(folded.Groups[group]).Value!.Value, 1e-9);
        }
    }

    [Fact]
    public void RSquared_FarFromZero_KeepsItsDigits()
    {
        double[] observed = [1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4], predicted = [1e9 + 1.5, 1e9 + 2, 1e9 + 2.5, 1e9 + 4];
        var table = RegressionTable.Count(new RegressionColumns([new CodeColumn("g", new int[4], 1)], observed, predicted), 1, CancellationToken.None);

        Assert.Equal(1 - (0.5 / 5), RegressionFigures.RSquared.Of(table.Whole).Value!.Value, 1e-12);
    }

    [Fact]
    public void Rows_WithoutANumberOrAGroup_AreLeftOutAndCounted()
    {
        var table = RegressionTable.Count(
            new RegressionColumns([new CodeColumn("g", new[] { 0, 0, -1, 0 }, 2)], new[] { 1, double.NaN, 3, 4 }, new[] { 1.0, 2, 3, double.NaN }), 1, CancellationToken.None);

        Assert.Equal((3, 1), (table.LeftOut, table.Groups[0].Rows));
        Assert.Equal("no row belongs to g=1", RegressionFigures.MeanLabel.Of(table.Groups[1]).Reason);
        Assert.Equal("the labels of g=0 are all equal", RegressionFigures.RSquared.Of(table.Groups[0]).Reason);
    }

    [Fact]
    public void AnInfiniteNumber_IsRefusedWithItsRow()
    {
        var refused = Assert.Throws<TrustException>(() => RegressionTable.Count(
            new RegressionColumns([new CodeColumn("g", new int[2], 1)], new[] { 1.0, double.PositiveInfinity }, new[] { 1.0, 2 }), 1, CancellationToken.None));

        Assert.StartsWith("The observed number of row 2 is", refused.Message);
    }

    [Fact]
    public void Distributions_Weighted_EqualTheRowsRepeated()
    {
        int[] codes = [0, 1, 0, 2, 1, 2, 0, 1], twice = [.. codes, 0, 2];
        double[] values = [3, 1, 4, 1, 5, 9, 2, 6], repeated = [.. values, 4, 9], weights = [1, 1, 2, 1, 1, 2, 1, 1];

        var weighted = DistributionParity.BetweenGroups(new CodeColumn("g", codes, 3), values, weights);

        Assert.Equal(DistributionParity.BetweenGroups(new CodeColumn("g", twice, 3), repeated, []), weighted);
        Assert.Equal(weighted.Outcome.Value!.Value, BruteForce(twice, repeated), 12);
    }

    private static double BruteForce(int[] codes, double[] values)
    {
        double Share(int group, double value) => Enumerable.Range(0, codes.Length).Count(row => codes[row] == group && values[row] <= value) / (double)codes.Count(code => code == group);
        return (from z in values from g in Enumerable.Range(0, 3) from h in Enumerable.Range(0, 3) select Math.Abs(Share(g, z) - Share(h, z))).Max();
    }

    private static RegressionColumns Columns(int rows)
    {
        var random = new Random(rows);
        double[] observed = [.. Enumerable.Range(0, rows).Select(_ => 100 + (10 * random.NextDouble()))];
        return new RegressionColumns(
            [new CodeColumn("a", Enumerable.Range(0, rows).Select(_ => random.Next(2)).ToArray(), 2), new CodeColumn("b", Enumerable.Range(0, rows).Select(_ => random.Next(3)).ToArray(), 3)],
            observed, Array.ConvertAll(observed, value => value + random.NextDouble()));
    }
}
