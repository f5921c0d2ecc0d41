using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

/// <summary>Counting: kernels against their scalar twins, tables against rows counted one by one, and what must not matter.</summary>
public sealed class CountingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1001)]
    public void Combine_WithMissingCodes_EqualsItsScalarTwin(int rows)
    {
        var random = new Random(rows);
        int[] first = Codes(random, rows, 5, missing: true), second = Codes(random, rows, 3, missing: true);
        int[] fast = new int[rows], plain = new int[rows];

        var (largest, largestPlain) = (0, 0);
        foreach (var (codes, values) in new[] { (first, 5), (second, 3) })
        {
            largest = CountingKernels.Combine(fast, codes, values);
            largestPlain = CountingKernels.CombineScalar(plain, codes, values);
        }

        Assert.Equal(plain, fast);
        Assert.Equal(largestPlain, largest);
        Assert.Equal([.. first.Zip(second, (a, b) => a < 0 || b < 0 ? -1 : (a * 3) + b)], fast);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Tally_InLanesOrInOneTable_CountsEveryKey(int stride)
    {
        var keys = Array.ConvertAll(Codes(new Random(3), 1003, 12, missing: true), key => Math.Max(key, -1));
        var counts = new int[CountingKernels.Lanes * 20];

        CountingKernels.Tally(keys, counts, stride);

        for (var key = -1; key < 12; key++)
        {
            var found = stride == 0 ? counts[key + 1] : Enumerable.Range(0, CountingKernels.Lanes).Sum(lane => counts[(lane * stride) + key + 1]);
            Assert.Equal(keys.Count(item => item == key), found);
        }
    }

    [Fact]
    public void Count_SeveralFacets_EqualsCountingRowsOneByOne()
    {
        var columns = Columns(seed: 5, rows: 4000, missing: true);
        var table = OutcomeTable.Count(columns, 2, CancellationToken.None);
        var groups = table.Groups([false, true]).Groups;

        for (var group = 0; group < groups.Count; group++)
        {
            var codes = table.Codes(group);
            var rows = Rows(columns).Where(row => codes.SequenceEqual(row.Facets)).ToArray();
            Assert.Equal(rows.Length, groups[group].RowCount);
            Assert.Equal(rows.Where(row => row is { Observed: 1, Predicted: 1 }).Sum(row => row.Weight), groups[group].TruePositives, 9);
            Assert.Equal(rows.Where(row => row is { Observed: 0, Predicted: 1 }).Sum(row => row.Weight), groups[group].FalsePositives, 9);
            Assert.Equal(rows.Where(row => row is { Observed: 1, Predicted: 0 }).Sum(row => row.Weight), groups[group].FalseNegatives, 9);
            Assert.Equal(rows.Where(row => row is { Observed: 0, Predicted: 0 }).Sum(row => row.Weight), groups[group].TrueNegatives, 9);
        }

        Assert.Equal(columns.Observed.Codes.Length - Rows(columns).Count(), table.LeftOut);
    }

    [Fact]
    public void Along_SomeFacets_EqualsCountingByThemAlone()
    {
        var columns = Columns(seed: 6, rows: 3000, missing: false) with { Weights = default };
        var table = OutcomeTable.Count(columns, 1, CancellationToken.None);

        foreach (var facets in new int[][] { [0], [1], [2], [2, 0], [1, 2], [0, 1, 2] })
        {
            var alone = OutcomeTable.Count(columns with { Facets = [.. facets.Select(facet => columns.Facets[facet])] }, 1, CancellationToken.None);
            Assert.Equal(alone.Cells, table.Along(facets).Cells);
            Assert.Equal(alone.Title(1), table.Along(facets).Title(1));
        }
    }

    [Fact]
    public void Count_OnOneAndOnTwoThreads_IsTheSameToTheLastDigit()
    {
        var columns = Columns(seed: 7, rows: 300_000, missing: true);

        var (one, two) = (OutcomeTable.Count(columns, 1, CancellationToken.None), OutcomeTable.Count(columns, 2, CancellationToken.None));

        Assert.Equal(one.Cells, two.Cells);
        Assert.Equal(one.Tallies.Squares, two.Tallies.Squares);
    }

    [Fact]
    public void Count_AWeightOfTwo_EqualsTheRowTwice()
    {
        var once = Columns(seed: 8, rows: 500, missing: false);
        var weights = Enumerable.Range(0, 500).Select(row => row % 3 == 0 ? 2.0 : 1).ToArray();
        int[] twice = [.. Enumerable.Range(0, 500), .. Enumerable.Range(0, 500).Where(row => row % 3 == 0)];

        var weighted = OutcomeTable.Count(once with { Weights = weights }, 1, CancellationToken.None);
        var repeated = OutcomeTable.Count(Take(once, twice) with { Weights = default }, 1, CancellationToken.None);

        Assert.Equal(repeated.Cells, weighted.Cells);
    }

    [Fact]
    public void Count_RowsInAnotherOrder_IsTheSame()
    {
        var columns = Columns(seed: 9, rows: 2000, missing: true) with { Weights = default };
        var order = Enumerable.Range(0, 2000).ToArray();
        new Random(1).Shuffle(order);

        Assert.Equal(OutcomeTable.Count(columns, 1, CancellationToken.None).Cells, OutcomeTable.Count(Take(columns, order), 1, CancellationToken.None).Cells);
    }

    [Fact]
    public void Count_Scores_IsTheMeanOverLabelsDrawnFromThem()
    {
        var columns = Columns(seed: 10, rows: 400, missing: false) with { Weights = default };
        var scores = columns.Predicted.ToArray().Select((label, row) => label == 1 ? 0.75 : 0.25 * (row % 2)).ToArray();

        var group = OutcomeTable.Count(columns with { Predicted = default, Scores = scores }, 1, CancellationToken.None).Along(0).Groups([false, true]).Groups[1];

        var members = Enumerable.Range(0, 400).Where(row => columns.Facets[0].Codes.Span[row] == 1).ToArray();
        Assert.Equal(members.Where(row => columns.Observed.Codes.Span[row] == 1).Sum(row => scores[row]), group.TruePositives, 9);
        Assert.Equal(members.Where(row => columns.Observed.Codes.Span[row] == 0).Sum(row => 1 - scores[row]), group.TrueNegatives, 9);
        Assert.Equal(members.Length, group.Rows, 9);
        Assert.Equal(members.Length, group.RowCount);
    }

    [Fact]
    public void Count_ACodeThatIsTooLarge_NamesColumnAndRow()
    {
        var columns = Columns(seed: 11, rows: 3000, missing: false);
        var codes = columns.Facets[1].Codes.ToArray();
        codes[2500] = 9;

        var refused = Assert.Throws<TrustException>(() => OutcomeTable.Count(
            columns with { Facets = [columns.Facets[0], columns.Facets[1] with { Codes = codes }] }, 2, CancellationToken.None));

        Assert.Equal("The column 'f1' has the code 9 in row 2501, but only 2 values.", refused.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void Count_AWeightThatIsNone_NamesTheRow(double weight)
    {
        var columns = Columns(seed: 12, rows: 100, missing: false);
        var weights = Enumerable.Repeat(1.0, 100).ToArray();
        weights[41] = weight;

        var refused = Assert.Throws<TrustException>(() => OutcomeTable.Count(columns with { Weights = weights }, 1, CancellationToken.None));

        Assert.StartsWith("The weight of row 42 is ", refused.Message);
    }

    [Fact]
    public void Count_MoreCellsThanAnyoneCanFill_IsRefused()
    {
        var wide = new CodeColumn("postcode", new int[] { 0 }, 5_000_000);

        var refused = Assert.Throws<ArgumentException>(() => OutcomeTable.Count(
            new OutcomeColumns([wide, wide], new CodeColumn("label", new int[] { 0 }, 2)), 1, CancellationToken.None));

        Assert.Contains("postcode × postcode", refused.Message);
    }

    internal static OutcomeColumns Columns(int seed, int rows, bool missing)
    {
        var random = new Random(seed);
        int[] counts = [3, 2, 4];
        CodeColumn[] facets = [.. counts.Select((values, at) => new CodeColumn($"f{at}", Codes(random, rows, values, missing), values))];
        var observed = Codes(random, rows, 2, missing);
        int[] predicted = [.. observed.Select(label => random.Next(4) == 0 ? random.Next(2) : Math.Max(label, 0))];
        return new OutcomeColumns(facets, new CodeColumn("label", observed, 2))
        {
            Predicted = predicted,
            Weights = Enumerable.Range(0, rows).Select(_ => random.NextDouble() * 3).ToArray(),
        };
    }

    private static OutcomeColumns Take(OutcomeColumns columns, int[] rows) => columns with
    {
        Facets = [.. columns.Facets.Select(facet => facet with { Codes = Array.ConvertAll(rows, row => facet.Codes.Span[row]) })],
        Observed = columns.Observed with { Codes = Array.ConvertAll(rows, row => columns.Observed.Codes.Span[row]) },
        Predicted = Array.ConvertAll(rows, row => columns.Predicted.Span[row]),
        Weights = columns.Weights.IsEmpty ? default : Array.ConvertAll(rows, row => columns.Weights.Span[row]),
    };

    private static IEnumerable<(int[] Facets, int Observed, int Predicted, double Weight)> Rows(OutcomeColumns columns) =>
        Enumerable.Range(0, columns.Observed.Codes.Length)
            .Select(row => (
                columns.Facets.Select(facet => facet.Codes.Span[row]).ToArray(), columns.Observed.Codes.Span[row],
                columns.Predicted.Span[row], columns.Weights.Span[row]))
            .Where(row => row.Item1.All(code => code >= 0) && row.Item2 >= 0);

    private static int[] Codes(Random random, int rows, int values, bool missing) =>
        [.. Enumerable.Range(0, rows).Select(_ => missing && random.Next(20) == 0 ? -1 - random.Next(3) : random.Next(values))];
}
