using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

/// <summary>The fast reader makes the same rows and sets the same records aside as the plain one, wherever blocks are cut.</summary>
public sealed class CsvPropertyTests
{
    private static readonly int[] MaxQuotedBytes = [10, 1 << 20];

    private static readonly TableSchema Schema = new([
        new ColumnSchema("n", ColumnType.Number), new ColumnSchema("c", ColumnType.Category), new ColumnSchema("t", ColumnType.Text)]);

    private static readonly byte[][] Wild = [.. new[] { "a", "1", "\"", "\"", ",", ",", "\n", "\r\n", "\r", "é", " ", "\"\"", ",\"", "\",", "\"\n", "2,b,c\n" }.Select(Encoding.UTF8.GetBytes), [0xFF]];

    private static readonly string[] Tame = ["", "1", "-2.5", "ab", "\"q\"", "\"x,y\"", "\"l\n1\"", "\"do\"\"ub\"", "\"\"", "é", "\"cr\r\n\"", "1e3"];

    [Fact]
    public void WildText_CutAnywhere_ReadsAsThePlainReaderReadsIt()
    {
        var random = new SeededRandom(31);
        for (var round = 0; round < 150; round++)
        {
            var text = Join(random, 1 + random.NextInt32(round % 2 == 0 ? 30 : 120), () => Wild[random.NextInt32(Wild.Length)]);
            foreach (var maxQuotedBytes in MaxQuotedBytes)
            {
                var expected = PlainCsv.Read(text, maxQuotedBytes);
                for (var blockBytes = 1; blockBytes <= text.Length + 1; blockBytes++) Check(text, expected, blockBytes, maxQuotedBytes);
            }
        }
    }

    [Fact]
    public void TameText_OfManyWords_ReadsAsThePlainReaderReadsIt()
    {
        var random = new SeededRandom(32);
        for (var round = 0; round < 300; round++)
        {
            var stray = random.NextInt32(3) == 0;
            var text = Join(random, 1 + random.NextInt32(60), () => Encoding.UTF8.GetBytes(
                stray && random.NextInt32(20) == 0 ? "s\"tray,\"x\n" : $"{random.NextInt32(100)},{Tame[random.NextInt32(Tame.Length)]},{Tame[random.NextInt32(Tame.Length)]}{(random.NextInt32(2) == 0 ? "\n" : "\r\n")}"));
            foreach (var maxQuotedBytes in MaxQuotedBytes)
            {
                var expected = PlainCsv.Read(text, maxQuotedBytes);
                foreach (var blockBytes in new[] { 1 + random.NextInt32(100), 64, 1 + random.NextInt32(1000), 1 << 20 }) Check(text, expected, blockBytes, maxQuotedBytes);
            }
        }
    }

    [Theory]
    [InlineData("1,\"x\"y,c\n2,b,c\n")]
    [InlineData("1,\"x\"\r,c\n2,b,c\n")]
    [InlineData("1,y\"x\",c\n2,b,c\n")]
    [InlineData("1,y\"x,\"c\n2,b,c\n")]
    [InlineData("1,y\"x,c\"\n2,b,c\n")]
    [InlineData("1,\"x\"\"y\",\"c\"\r\n2,b,c\n")]
    [InlineData("1,\"x\"\r\n2,b,c\n")]
    public void Quotes_AtEveryPlaceOfAWord_ReadAsThePlainReaderReadsThem(string records)
    {
        for (var padding = 0; padding < 130; padding++)
        {
            var text = Encoding.UTF8.GetBytes($"3,{new string('a', padding)},c\n{records}");
            Check(text, PlainCsv.Read(text, 1 << 20), 1 << 20, 1 << 20);
        }
    }

    private static void Check(byte[] text, (List<string> Rows, List<string> Rejected) expected, int blockBytes, int maxQuotedBytes)
    {
        foreach (var (threads, vectorised) in new[] { (1, true), (1, false), (2, true) })
        {
            var options = new TableReadOptions { Schema = Schema, MissingTexts = [], BlockBytes = blockBytes, Threads = threads, Vectorised = vectorised };
            var result = TableReader.ReadCsv(new MemoryStream(text), new CsvOptions { HasHeader = false, MaxRecordBytes = maxQuotedBytes }, options);
            var about = $"blocks of {blockBytes}, {threads} threads, vectorised {vectorised}: {Encoding.Latin1.GetString(text)}";
            Assert.True(expected.Rows.SequenceEqual(Rows(result.Table)), about);
            Assert.True(expected.Rejected.SequenceEqual(result.Rejected.Select(row => $"{row.Line}: {row.Reason} {Convert.ToHexString(row.Raw.Span)}")), about);
        }
    }

    private static IEnumerable<string> Rows(Table table)
    {
        var (numbers, categories, texts) = ((NumberColumn)table["n"], (CategoryColumn)table["c"], (TextColumn)table["t"]);
        for (var row = 0; row < table.RowCount; row++)
        {
            yield return $"{(numbers.Validity[row] ? numbers[row] : "")}|{categories.Text(row)}|{texts[row]}";
        }
    }

    private static byte[] Join(SeededRandom random, int pieces, Func<byte[]> next)
    {
        var text = new List<byte>(random.NextInt32(10) == 0 ? [0xEF, 0xBB, 0xBF] : []);
        for (var i = 0; i < pieces; i++) text.AddRange(next());
        return [.. text];
    }
}
