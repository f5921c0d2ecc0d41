using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class NdjsonReadingTests
{
    [Fact]
    public void Objects_WithMembersInAnyOrder_BecomeColumns()
    {
        var table = Read("{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\",\"a\":\"2.5\"}\n{\"a\":null,\"b\":true}\n").Table;
        Assert.Equal([1d, 2.5, double.NaN], ((NumberColumn)table["a"]).ToArray());
        Assert.Equal(["x", "y", "true"], Enumerable.Range(0, 3).Select(i => ((CategoryColumn)table["b"]).Text(i)));
    }

    [Theory]
    [InlineData("{\"a\":1}", "Column 'b' is absent.")]
    [InlineData("{\"a\":1,\"b\":\"x\",\"c\":3}", "There is no column 'c'.")]
    [InlineData("{\"a\":1,\"b\":[1]}", "Column 'b' holds a nested value.")]
    [InlineData("{\"a\":1,\"b\":", "The line is not valid JSON.")]
    [InlineData("[1]", "The line is not a JSON object.")]
    [InlineData("{\"a\":1,\"b\":\"x\"} 7", "The line is not valid JSON.")]
    public void MalformedLine_BetweenGoodOnes_IsSetAsideWithItsReason(string line, string reason)
    {
        var result = Read($"{{\"a\":1,\"b\":\"x\"}}\n{line}\n{{\"a\":2,\"b\":\"y\"}}\n");
        Assert.Equal(2, result.Table.RowCount);
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal((2L, reason), (rejected.Line, rejected.Reason));
    }

    [Fact]
    public void EscapedText_IsUnescaped()
    {
        var table = Read("{\"a\":\"\\u00e9\\\"\\n\"}\n").Table;
        Assert.Equal("é\"\n", ((CategoryColumn)table["a"]).Text(0));
    }

    private static TableReadResult Read(string text) => TableReader.ReadNdjson(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
