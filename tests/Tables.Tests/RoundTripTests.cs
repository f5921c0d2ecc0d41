using System.Text;
using MlPlatform.Tables.Reading;
using MlPlatform.Tables.Writing;

namespace MlPlatform.Tables.Tests;

/// <summary>Tables of every column type, through every part of the library and back.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Texts = ["plain", "with, comma", "\"quoted\"", "two\r\nlines", "é\u2028\t", "back\\slash", "a", " blank "];

    [Fact]
    public void CsvOfATable_ReadWithItsSchema_IsTheTable()
    {
        var table = RandomTable(300);
        var stream = new MemoryStream();
        CsvTableWriter.Write(stream, table);
        stream.Position = 0;
        var result = TableReader.ReadCsv(stream, null, new TableReadOptions { Schema = TableSchema.Parse(table.Schema.ToJson()), BlockBytes = 100, Threads = 2 });
        Assert.Empty(result.Rejected);
        AssertSame(table, result.Table);
    }

    [Fact]
    public void NdjsonOfATable_ReadWithItsSchema_IsTheTable()
    {
        var table = RandomTable(300);
        var stream = new MemoryStream();
        NdjsonTableWriter.Write(stream, table);
        stream.Position = 0;
        var result = TableReader.ReadNdjson(stream, null, new TableReadOptions { Schema = table.Schema, BlockBytes = 100, Threads = 2 });
        Assert.Empty(result.Rejected);
        AssertSame(table, result.Table);
    }

    [Fact]
    public void MissingValueInASingleColumn_IsWrittenAsALineThatReadersSee()
    {
        var stream = new MemoryStream();
        CsvTableWriter.Write(stream, new Table([new Float64Column("x", new[] { 1, double.NaN, 3 })]));
        stream.Position = 0;
        Assert.Equal([1d, double.NaN, 3], ((NumberColumn)TableReader.ReadCsv(stream).Table["x"]).ToArray());
    }

    [Fact]
    public void Float32_IsWrittenInItsOwnShortestForm()
    {
        var stream = new MemoryStream();
        CsvTableWriter.Write(stream, new Table([new Float32Column("x", new[] { 0.1f })]), header: false);
        Assert.Equal("0.1\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void SlicesTakesAndConcatenations_OfEveryType_HoldTheRowsTheyName()
    {
        var table = RandomTable(200);
        var slice = table.Slice(70, 100).Slice(5, 64);
        AssertSame(table.Take([.. Enumerable.Range(75, 64)]), slice);
        AssertSame(table.Take([75 + 3, 75 + 63, 75]), slice.Take([3, 63, 0]));
        AssertSame(table, Table.Concat([table.Slice(0, 60), table.Slice(60, 0), table.Take([.. Enumerable.Range(60, 140)])]));
        Assert.Equal(Enumerable.Range(75, 64).Count(row => table["d"].Validity[row]), slice["d"].Count - slice["d"].MissingCount);
    }

    [Fact]
    public void SlicesAndSubsets_ShareMemoryWithTheWhole()
    {
        var table = RandomTable(100);
        var part = table.Slice(10, 50).Select(["n", "s"]);
        Assert.True(((Float64Column)table["n"]).Values[10..60] == ((Float64Column)part["n"]).Values);
        Assert.True(((TextColumn)table["s"]).Utf8(12) == ((TextColumn)part["s"]).Utf8(2));
    }

    [Fact]
    public void Concat_OfDifferentDictionaries_KeepsTheTexts()
    {
        var first = new Table([new CategoryColumn("c", new[] { 0, 1 }, CategoryDictionary.From(["x", "y"]))]);
        var second = new Table([new CategoryColumn("c", new[] { 0, -1, 1 }, CategoryDictionary.From(["z", "x"]))]);
        var both = Table.Concat([first, second])["c"];
        Assert.Equal(["x", "y", "z", null, "x"], Enumerable.Range(0, 5).Select(both.Text));
    }

    [Fact]
    public void Concat_OfDifferentColumns_IsRefused() => Assert.Throws<TableFormatException>(() => Table.Concat([
        new Table([new Float64Column("a", new[] { 1.0 })]), new Table([new Float64Column("b", new[] { 1.0 })])]));

    private static Table RandomTable(int rows)
    {
        var random = new SeededRandom(61);
        var start = new DateTimeOffset(1960, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var stream = new MemoryStream();
        var text = new StringBuilder("n,f,c,b,d,s\n");
        for (var row = 0; row < rows; row++)
        {
            string Or(string value) => random.NextInt32(5) == 0 ? "" : value;
            var time = start.AddSeconds(random.NextInt32(2_000_000_000)).AddMicroseconds(random.NextInt32(2) * random.NextInt32(1_000_000));
            string Quoted() => Or($"\"{Texts[random.NextInt32(Texts.Length)].Replace("\"", "\"\"")}\"");
            text.Append(FormattableString.Invariant(
                $"{Or($"{random.NextNormal():R}")},{Or($"{Math.Round(random.NextNormal(), 3)}")},{Quoted()},{Or(random.NextInt32(2) == 0 ? "true" : "false")},{Or($"{time:O}")},{Quoted()}\n"));
        }

        ColumnType[] types = [ColumnType.Number, ColumnType.Number, ColumnType.Category, ColumnType.Boolean, ColumnType.Date, ColumnType.Text];
        var schema = new TableSchema([.. "n,f,c,b,d,s".Split(',').Select((name, i) => new ColumnSchema(name, types[i]))]);
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        stream.Position = 0;
        var result = TableReader.ReadCsv(stream, null, new TableReadOptions { Schema = schema });
        Assert.Equal(rows, result.Table.RowCount);
        return result.Table;
    }

    private static void AssertSame(Table expected, Table actual)
    {
        Assert.Equal(expected.RowCount, actual.RowCount);
        foreach (var column in expected.Columns)
        {
            var other = actual[column.Name];
            Assert.Equal(column.Type, other.Type);
            for (var row = 0; row < expected.RowCount; row++) Assert.Equal(column.Text(row), other.Text(row));
        }
    }
}
