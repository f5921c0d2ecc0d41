using System.Text;
using MlPlatform.Tables.Profiles;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class ChunkTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 2)]
    [InlineData(100, 2)]
    [InlineData(1000, 2)]
    public void Chunks_PutTogether_AreTheWholeTableAndItsRejects(int rows, int threads)
    {
        var text = Lines(500);
        var whole = TableReader.ReadCsv(Stream(text));
        var chunks = TableReader.ReadCsvChunks(Stream(text), rows, null, new TableReadOptions { BlockBytes = 200, Threads = threads }).ToList();

        Assert.All(chunks[..^1], chunk => Assert.Equal(rows, chunk.Table.RowCount));
        Assert.Equal(whole.Rejected.Select(row => (row.Line, row.Reason)), chunks.SelectMany(chunk => chunk.Rejected).Select(row => (row.Line, row.Reason)));
        var joined = Table.Concat([.. chunks.Select(chunk => chunk.Table)]);
        foreach (var column in whole.Table.Columns)
        {
            Assert.Equal(column.Type, joined[column.Name].Type);
            Assert.Equal(Texts(column), Texts(joined[column.Name]));
        }
    }

    [Fact]
    public void CategoryCode_MeansTheSameTextInEveryChunk()
    {
        var chunks = TableReader.ReadCsvChunks(Stream(Lines(500)), 50, null, new TableReadOptions { BlockBytes = 200 }).ToList();
        var last = ((CategoryColumn)chunks[^1].Table["c"]).Categories;
        foreach (var categories in chunks.Select(chunk => ((CategoryColumn)chunk.Table["c"]).Categories))
        {
            Assert.Equal(last.Texts.Take(categories.Count), categories.Texts);
        }
    }

    [Fact]
    public void Chunks_OfNoRows_AreOneEmptyTable()
    {
        var chunk = Assert.Single(TableReader.ReadCsvChunks(Stream("a,b\n"), 10));
        Assert.Equal((0, 2), (chunk.Table.RowCount, chunk.Table.Columns.Count));
    }

    [Fact]
    public void Chunks_OfNdjson_AreItsRows()
    {
        var text = string.Concat(Enumerable.Range(0, 25).Select(i => $"{{\"a\":{i}}}\n"));
        var chunks = TableReader.ReadNdjsonChunks(Stream(text), 10).ToList();
        Assert.Equal([10, 10, 5], chunks.Select(chunk => chunk.Table.RowCount));
        Assert.Equal(24d, ((NumberColumn)chunks[2].Table["a"])[4]);
    }

    [Fact]
    public void RejectLimit_OverSeveralChunks_CountsAllOfThem()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 100).Select(i => i % 10 == 0 ? "x\n" : $"{i},{i}\n"));
        var chunks = TableReader.ReadCsvChunks(Stream(text), 5, null, new TableReadOptions { RejectLimit = 5, BlockBytes = 20 });
        Assert.Contains("More than 5 rows", Assert.Throws<TableFormatException>(() => chunks.Count()).Message);
    }

    [Fact]
    public void Profile_OfChunks_CountsAsThatOfTheWhole()
    {
        var text = Lines(500);
        var whole = TableProfiler.Profile(TableReader.ReadCsv(Stream(text)).Table);
        var profiler = new TableProfiler();
        foreach (var chunk in TableReader.ReadCsvChunks(Stream(text), 64)) profiler.Add(chunk.Table);
        Assert.Equal(
            whole.Select(p => (p.Name, p.Present, p.Missing, p.Distinct, string.Join(' ', p.Top))),
            profiler.Finish().Select(p => (p.Name, p.Present, p.Missing, p.Distinct, string.Join(' ', p.Top))));
    }

    [Fact]
    public void Cancellation_WhileReading_EndsIt()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => TableReader.ReadCsv(Stream(Lines(10)), null, new TableReadOptions { Threads = 2 }, cancellation.Token));
    }

    private static string Lines(int rows)
    {
        var random = new SeededRandom(71);
        var text = new StringBuilder("n,c,t,d\n");
        for (var i = 0; i < rows; i++)
        {
            if (random.NextInt32(20) == 0) text.Append("ragged\n");
            text.Append(FormattableString.Invariant($"{random.NextInt32(1000) / 8.0},group {random.NextInt32(i + 1) / 9},\"remark {i}\n{random.NextInt32(5)}\",2024-01-{1 + random.NextInt32(28):D2}\n"));
        }

        return text.ToString();
    }

    private static IEnumerable<string?> Texts(Column column) => Enumerable.Range(0, column.Count).Select(column.Text);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
