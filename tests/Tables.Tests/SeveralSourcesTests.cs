using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class SeveralSourcesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sources_OneAfterAnother_AreOneTableWithTypesOfAll(int threads)
    {
        var reader = new TableReader(new TableReadOptions { Threads = threads, BlockBytes = 8, InferenceRows = 6 });
        reader.AddCsv(Stream("n,c\n1,2\n2,3\nragged\n"), name: "first");
        reader.AddNdjson(Stream("{\"c\":\"x\",\"n\":3}\n{\"c\":\"y\",\"n\":4}\n"), name: "second");
        reader.AddCsv(Stream("n,c\n5,z\n6,x\n7,y\nseven,y\n"), name: "third");
        var (table, rejected) = reader.Finish();

        Assert.Equal([1d, 2, 3, 4, 5, 6, 7], ((NumberColumn)table["n"]).ToArray());
        Assert.Equal(["2", "3", "x", "y", "z", "x", "y"], Enumerable.Range(0, 7).Select(table["c"].Text));
        Assert.Equal([("first", 4L), ("third", 5L)], rejected.Select(row => (row.Source, row.Line)));
    }

    [Fact]
    public void Source_WithOtherColumns_IsRefusedByName()
    {
        var reader = new TableReader();
        reader.AddCsv(Stream("a,b\n1,2\n"), name: "first");
        Assert.Equal(
            "The columns of 'second' are a, c, expected were a, b.",
            Assert.Throws<TableFormatException>(() => reader.AddCsv(Stream("a,c\n1,2\n"), name: "second")).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RejectLimit_NamesTheFirstRowWhateverTheThreads(int threads)
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},1\n")) + string.Concat(Enumerable.Repeat("bad\n", 20));
        var options = new TableReadOptions { Threads = threads, BlockBytes = 16, RejectLimit = 3 };
        Assert.Equal(
            "More than 3 rows are malformed; the first is line 52: The row has 1 fields, expected are 2.",
            Assert.Throws<TableFormatException>(() => TableReader.ReadCsv(Stream(text), null, options)).Message);
    }

    [Fact]
    public void Header_BehindBlankLinesAndAByteOrderMark_IsFoundAndCounted()
    {
        var result = TableReader.ReadCsv(new MemoryStream([0xEF, 0xBB, 0xBF, .. "\n\r\n a ,\"b\"\n1,2\nx\n"u8]), null, new TableReadOptions { BlockBytes = 2 });
        Assert.Equal(["a", "b"], result.Table.Columns.Select(column => column.Name));
        Assert.Equal(5, Assert.Single(result.Rejected).Line);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('é')]
    public void Separator_ThatCannotBeOne_IsRefused(char separator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { Separator = separator });

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
