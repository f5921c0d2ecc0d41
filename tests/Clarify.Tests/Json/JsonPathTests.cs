using System.Text.Json;
using MlPlatform.Clarify.Json;

namespace MlPlatform.Clarify.Tests.Json;

/// <summary>The expected answers are those that JMESPath's specification gives.</summary>
public sealed class JsonPathTests
{
    private const string Document = """
        { "a": { "b": [10, 20, 30, 40], "c d": "x" }, "rows": [ { "f": [1, 2], "p": 0.5 }, { "f": [3, 4], "p": 0.7 }, { "f": [5, 6] } ], "deep": [[1], [2, [3]]], "n": null }
        """;

    [Theory]
    [InlineData("a.b", "[10,20,30,40]")]
    [InlineData("a.b[0]", "10")]
    [InlineData("a.b[-1]", "40")]
    [InlineData("a.b[1:3]", "[20,30]")]
    [InlineData("a.b[-2:]", "[30,40]")]
    [InlineData("a.b[:2]", "[10,20]")]
    [InlineData("a.\"c d\"", "x")]
    [InlineData("rows[*].f", "[[1,2],[3,4],[5,6]]")]
    [InlineData("rows[*].p", "[0.5,0.7]")]
    [InlineData("rows[*].f[0]", "[1,3,5]")]
    [InlineData("rows[*].[p, f[1]]", "[[0.5,2],[0.7,4],[,6]]")]
    [InlineData("rows[].f[]", "[1,2,3,4,5,6]")]
    [InlineData("deep[]", "[1,2,[3]]")]
    [InlineData("deep[*][]", "[1,2,[3]]")]
    [InlineData("rows[*].[f[], p]", "[[[1,2],0.5],[[3,4],0.7],[[5,6],]]")]
    [InlineData("rows[*].p | [0]", "0.5")]
    [InlineData("[a.b[0], rows[0].p]", "[10,0.5]")]
    [InlineData("a.*[0]", "[10]")]
    [InlineData("@.a.b[0]", "10")]
    [InlineData("none.b", "")]
    [InlineData("a.b[9]", "")]
    [InlineData("n", "")]
    public void Find_OfAPath_IsWhatTheSpecificationSays(string path, string expected)
    {
        using var document = JsonDocument.Parse(Document);

        Assert.Equal(expected, Text(JsonPath.Parse(path).Find(document.RootElement)));
    }

    [Theory]
    [InlineData("a[0", "a bracket is not closed")]
    [InlineData("a..b", "is not understood")]
    [InlineData("a.", "it ends too early")]
    [InlineData("a[?b > `1`]", "is not understood")]
    [InlineData("length(a)", "is not understood")]
    [InlineData("\"a", "a quote is not closed")]
    [InlineData("a[::2]", "slices with a step")]
    public void Parse_OfWhatIsNoSuchPath_SaysWhy(string path, string reason) =>
        Assert.Contains(reason, Assert.Throws<ClarifyException>(() => JsonPath.Parse(path)).Message, StringComparison.Ordinal);

    private static string Text(JsonValue value) => value.IsList ? $"[{string.Join(',', value.Items.Select(Text))}]" : value.Cell ?? "?";
}
