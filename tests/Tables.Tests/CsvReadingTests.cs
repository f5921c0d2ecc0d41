using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class CsvReadingTests
{
    [Fact]
    public void QuotedFields_WithSeparatorsQuotesAndLineEnds_AreTheirText()
    {
        var table = Read("name,n\r\n\"a,b\",1\r\n\"say \"\"hi\"\"\",2\r\n\"two\r\nlines\",3\r\n").Table;
        var names = (CategoryColumn)table["name"];
        Assert.Equal(["a,b", "say \"hi\"", "two\r\nlines"], Enumerable.Range(0, 3).Select(i => names.Text(i)));
        Assert.Equal([1d, 2, 3], ((NumberColumn)table["n"]).ToArray());
    }

    [Fact]
    public void MissingTexts_InAnyColumn_AreMissing()
    {
        var table = Read("x,c\n1,a\n?,NA\n,\n4,b\n").Table;
        Assert.Equal(2, table["x"].MissingCount);
        Assert.Equal(2, table["c"].MissingCount);
        Assert.Null(((CategoryColumn)table["c"]).Text(1));
    }

    [Fact]
    public void RaggedRow_BetweenGoodOnes_IsSetAsideWithItsLineAndReason()
    {
        var result = Read("a,b\n1,2\n3\n4,5,6\n7,8\n");
        Assert.Equal([1d, 7], ((NumberColumn)result.Table["a"]).ToArray());
        Assert.Equal([3L, 4L], result.Rejected.Select(r => r.Line));
        Assert.Equal("The row has 1 fields, expected are 2.", result.Rejected[0].Reason);
        Assert.Equal("4,5,6", Encoding.UTF8.GetString(result.Rejected[1].Raw.Span));
    }

    [Fact]
    public void NonUtf8Byte_InARow_SetsOnlyThatRowAside()
    {
        byte[] bytes = [.. "a,b\nx,1\n"u8, (byte)'y', 0xE9, .. ",2\nz,3\n"u8];
        var result = TableReader.ReadCsv(new MemoryStream(bytes));
        Assert.Equal(2, result.Table.RowCount);
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(3, rejected.Line);
        Assert.Contains("not UTF-8", rejected.Reason);
    }

    [Fact]
    public void QuoteThatNeverCloses_SpoilsItsLineOnly()
    {
        var result = Read("a,b\n1,2\n\"open,3\n4,5\n6,7\n");
        Assert.Equal([1d, 4, 6], ((NumberColumn)result.Table["a"]).ToArray());
        Assert.Equal(3, Assert.Single(result.Rejected).Line);
    }

    [Fact]
    public void TextAfterAClosingQuote_SpoilsItsLineOnly()
    {
        var result = Read("a,b\n\"x\"y,1\nz,2\n");
        Assert.Equal(1, result.Table.RowCount);
        Assert.Contains("closing quote", Assert.Single(result.Rejected).Reason);
    }

    [Fact]
    public void ByteOrderMark_BeforeTheHeader_IsNotPartOfAName()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "a\n1\n"u8];
        Assert.Equal("a", TableReader.ReadCsv(new MemoryStream(bytes)).Table.Columns[0].Name);
    }

    [Fact]
    public void NumberColumn_WithOneWordLater_SetsThatRowAside()
    {
        var text = "n\n" + string.Concat(Enumerable.Range(0, 50).Select(i => i + "\n")) + "many\n";
        var result = Read(text);
        Assert.Equal(ColumnType.Number, result.Table["n"].Type);
        Assert.Equal("Column 'n' is not a number: 'many'.", Assert.Single(result.Rejected).Reason);
    }

    [Fact]
    public void RejectLimit_Exceeded_EndsTheReadingAndNamesTheFirst()
    {
        var error = Assert.Throws<TableFormatException>(() => Read("a,b\n1\n2\n", new TableReadOptions { RejectLimit = 1 }));
        Assert.Contains("line 2", error.Message);
    }

    [Fact]
    public void EmptyInput_IsRefused() => Assert.Throws<TableFormatException>(() => Read(""));

    [Fact]
    public void DuplicateHeader_IsRefused() =>
        Assert.Contains("'a'", Assert.Throws<TableFormatException>(() => Read("a,b,a\n1,2,3\n")).Message);

    [Fact]
    public void NoHeader_NamesColumnsByPosition()
    {
        var result = TableReader.ReadCsv(Stream("1;x\n2;y\n"), new CsvOptions { HasHeader = false, Separator = ';' });
        Assert.Equal(["_c0", "_c1"], result.Table.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Reader_FedByteByByte_FindsTheSameRecords()
    {
        const string Text = "a,b\r\n\"x\"\"1\",2\r\n\"l1\nl2\",3\r\nq,4";
        var whole = Records(new CsvRecordReader(Stream(Text)));
        var dripped = Records(new CsvRecordReader(new DrippingStream(Encoding.UTF8.GetBytes(Text))));
        Assert.Equal(whole, dripped);
        Assert.Equal(["x\"1|2", "l1\nl2|3", "q|4"], whole);
    }

    [Fact]
    public void Reader_OnRandomText_AgreesWithThePlainOne()
    {
        var random = new SeededRandom(11);
        for (var round = 0; round < 500; round++)
        {
            var rows = RandomRows(random);
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(Quote)) + (random.NextInt32(2) == 0 ? "\n" : "\r\n")));
            var read = Records(new CsvRecordReader(Stream(text), new CsvOptions { HasHeader = false }));
            Assert.Equal(rows.Select(row => string.Join('|', row)), read);
        }
    }

    private static List<string[]> RandomRows(SeededRandom random)
    {
        string[] alphabet = ["a", "\"", ",", "\n", "\r\n", "é", " ", "7"];
        return [.. Enumerable.Range(0, 1 + random.NextInt32(4)).Select(_ =>
            Enumerable.Range(0, 2 + random.NextInt32(2)).Select(_ =>
                string.Concat(Enumerable.Range(0, random.NextInt32(4)).Select(_ => alphabet[random.NextInt32(alphabet.Length)]))).ToArray())];
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"")}\"" : field;

    private static List<string> Records(CsvRecordReader reader)
    {
        var records = new List<string>();
        while (reader.Read())
        {
            Assert.Null(reader.Fault);
            records.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))));
        }

        return records;
    }

    private static TableReadResult Read(string text, TableReadOptions? options = null) => TableReader.ReadCsv(Stream(text), null, options);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
