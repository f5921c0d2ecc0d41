using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Comparison;
using MlPlatform.Trust.Drift.Monitors;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class TableDriftTests
{
    [Fact]
    public void Tables_WithOtherCodesForTheSameTexts_AreComparedByText()
    {
        var reference = Colours("red", "green", "blue", "red");
        var current = Colours("blue", "red", null, "violet", "green", "red");

        var found = DatasetComparison.Compare(TablePairs.Of(reference, current), 1, CancellationToken.None)[0];

        var expected = CategoryComparison.Compare("colour", [2, 1, 1, 0], [2, 1, 1, 1], (0, 1));
        Assert.Equal(expected.Scores, found.Scores);
        Assert.Equal(4, found.Distinct);
    }

    [Fact]
    public void Tables_OfAllKinds_ArePairedButForTextsAndWhatOneLacks()
    {
        var columns = TablePairs.Of(Mixed(40, "only here"), Mixed(20, "only there")).ToArray();

        Assert.Equal(["number", "single", "day", "flag"], columns.Select(column => column.Name));
        Assert.All(DatasetComparison.Compare(columns, 2, CancellationToken.None), column => Assert.Equal((40, 20), (column.Reference.Rows, column.Current.Rows)));
    }

    [Fact]
    public void Column_OfNumbersHereAndCategoriesThere_IsRefused()
    {
        var numbers = new Table([new Float64Column("colour", new double[] { 1, 2 })]);

        Assert.Contains("colour is a Number", Assert.Throws<TrustException>(() => TablePairs.Of(numbers, Colours("red", "red")).ToArray()).Message, StringComparison.Ordinal);
        Assert.Throws<TrustException>(() => MonitorBaseline.From(numbers).Start().Observe(Colours("red")));
        Assert.Contains("no column colour", Assert.Throws<TrustException>(() => MonitorBaseline.From(numbers).Start().Observe(Mixed(3, "x"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Window_OfTheBaselinesOwnTable_HasNotDrifted()
    {
        var table = Mixed(600, "same");
        var baseline = MonitorBaseline.From(table);
        var window = baseline.Start();
        for (var start = 0; start < table.RowCount; start += 100) window.Observe(table.Slice(start, 100));

        Assert.Equal(600, window.Rows);
        Assert.Equal(["number", "single", "day", "flag", "same"], baseline.Columns.Select(column => column.Name));
        Assert.All(window.Columns.Zip(baseline.Columns), pair => Assert.Equal((pair.Second.Present, pair.Second.Missing), (pair.First.Present, pair.First.Missing)));
        var verdict = DriftPolicy.Evidently.Judge(window.Compare());
        Assert.All(verdict.Columns, column => Assert.False(column.IsDrift));
        Assert.All(window.Compare(), column => Assert.Equal(0, column[DriftTest.LInfinity].Statistic.Value!.Value, 1e-12));
    }

    private static Table Colours(params string?[] texts)
    {
        var categories = CategoryDictionary.From(texts.OfType<string>());
        return new Table([new CategoryColumn("colour", Array.ConvertAll(texts, text => text is null ? CategoryColumn.MissingCode : categories.Find(text)), categories)]);
    }

    private static Table Mixed(int rows, string lastName)
    {
        var random = new SeededRandom(5);
        return new Table(
        [
            new Float64Column("number", Enumerable.Range(0, rows).Select(i => i % 9 == 0 ? double.NaN : random.NextNormal()).ToArray()),
            new Float32Column("single", Enumerable.Range(0, rows).Select(_ => (float)random.NextInt32(9)).ToArray()),
            new DateColumn("day", Enumerable.Range(0, rows).Select(i => i * 3_600_000_000L).ToArray()),
            new BooleanColumn("flag", Enumerable.Range(0, rows).Select(i => i % 7 == 0 ? BooleanColumn.MissingValue : (byte)random.NextInt32(2)).ToArray()),
            new BooleanColumn(lastName, new byte[rows]),
        ]);
    }
}
