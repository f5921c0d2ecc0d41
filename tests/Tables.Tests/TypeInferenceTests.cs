using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class TypeInferenceTests
{
    [Fact]
    public void Columns_OfEveryKind_HaveTheTypeThatTheRuleSays()
    {
        var rows = Enumerable.Range(0, 300).Select(i => $"{i},{i % 7}.5,{(i % 2 == 0 ? "true" : "FALSE")},2024-01-{1 + (i % 28):D2},2024-01-01T10:00:{i % 60:D2}+01:00,group {i % 5},remark number {i},");
        var table = Read("integer,number,flag,day,time,group,remark,nothing\n" + string.Join('\n', rows)).Table;

        ColumnType[] expected = [ColumnType.Number, ColumnType.Number, ColumnType.Boolean, ColumnType.Date, ColumnType.Date, ColumnType.Category, ColumnType.Text, ColumnType.Category];
        Assert.Equal(expected, table.Columns.Select(column => column.Type));
        Assert.Equal([true, false], new[] { ((BooleanColumn)table["flag"])[0], ((BooleanColumn)table["flag"])[1] });
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 9, 0, 1, TimeSpan.Zero), ((DateColumn)table["time"])[1]);
        Assert.Equal("remark number 299", ((TextColumn)table["remark"])[299]);
    }

    [Theory]
    [InlineData(100, 1, ColumnType.Category)]
    [InlineData(101, 1, ColumnType.Text)]
    [InlineData(101, 2, ColumnType.Category)]
    public void Texts_AreFreeTextAboveTheNumberAndShareOfDifferentOnes(int different, int repeats, ColumnType expected)
    {
        var lines = Enumerable.Range(0, different * repeats).Select(i => $"text {i % different}");
        Assert.Equal(expected, Read("t\n" + string.Join('\n', lines)).Table["t"].Type);
    }

    [Theory]
    [InlineData(95, ColumnType.Number, 5)]
    [InlineData(94, ColumnType.Category, 0)]
    public void Numbers_AreOneInTwentyWordsAtTheMost(int numbers, ColumnType expected, int rejected)
    {
        var lines = Enumerable.Range(0, 100).Select(i => i < numbers ? $"{i}" : "word");
        var result = Read("n\n" + string.Join('\n', lines));
        Assert.Equal((expected, rejected), (result.Table["n"].Type, result.Rejected.Count));
    }

    [Fact]
    public void Types_LeftOut_BecomeCategories()
    {
        var options = new TableReadOptions { Types = [ColumnType.Number, ColumnType.Category] };
        var table = Read("f,d,n\ntrue,2024-01-01,1\nfalse,2024-01-02,2\n", options).Table;
        Assert.Equal([ColumnType.Category, ColumnType.Category, ColumnType.Number], table.Columns.Select(column => column.Type));
        Assert.Equal("true", ((CategoryColumn)table["f"]).Text(0));
    }

    [Fact]
    public void CategoryColumns_OfNumbers_StayTexts() =>
        Assert.Equal("007", Read("id\n007\n", new TableReadOptions { CategoryColumns = ["id"] }).Table["id"].Text(0));

    [Fact]
    public void MissingTexts_OfTheUsualSet_AreMissingInColumnsOfEveryType()
    {
        string[] missing = ["", "?", "NA", "N/A", "NaN", "nan", "null", "NULL"];
        var schema = new TableSchema([.. Enum.GetValues<ColumnType>().Select(type => new ColumnSchema($"{type}", type))]);
        var lines = missing.Select(text => string.Join(',', Enumerable.Repeat(text.Length == 0 ? "\"\"" : text, schema.Columns.Count)));
        var result = TableReader.ReadCsv(Stream(string.Join('\n', lines)), CsvOptions.LabelFirst, new TableReadOptions { Schema = schema });
        Assert.Empty(result.Rejected);
        Assert.All(result.Table.Columns, column => Assert.Equal(missing.Length, column.MissingCount));
    }

    [Theory]
    [InlineData(ColumnType.Number, "Column 'x' is not a number: 'maybe'.")]
    [InlineData(ColumnType.Boolean, "Column 'x' is not true or false: 'maybe'.")]
    [InlineData(ColumnType.Date, "Column 'x' is not a date: 'maybe'.")]
    public void Schema_AgainstAValue_SetsTheRowAsideAndKeepsItsTextsOut(ColumnType type, string reason)
    {
        var schema = new TableSchema([new ColumnSchema("c", ColumnType.Category), new ColumnSchema("x", type), new ColumnSchema("t", ColumnType.Text)]);
        var result = TableReader.ReadCsv(Stream("a,,one\nb,maybe,two\nc,,three\n"), CsvOptions.LabelFirst, new TableReadOptions { Schema = schema });
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal((2, reason), (rejected.Line, rejected.Reason));
        Assert.Equal(["a", "c"], ((CategoryColumn)result.Table["c"]).Categories.Texts);
        Assert.Equal("three", result.Table["t"].Text(1));
    }

    [Fact]
    public void Bits32_HoldTheNearestFloats()
    {
        var column = (Float32Column)Read("x\n0.1\n\n16777217\n-2.5\n", new TableReadOptions { NumberWidth = NumberWidth.Bits32 }).Table["x"];
        Assert.Equal([0.1f, 16777216f, -2.5f], column.Values.ToArray());
    }

    private static TableReadResult Read(string text, TableReadOptions? options = null) => TableReader.ReadCsv(Stream(text), null, options);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
