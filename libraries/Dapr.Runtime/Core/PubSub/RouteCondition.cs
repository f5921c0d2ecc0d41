using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>A routing condition: the part of CEL that routes are written in.</summary>
/// <remarks>event.type == "a" &amp;&amp; (event.data.count == 3 || event.source != 'b') &amp;&amp; !has(event.subject)</remarks>
internal sealed partial class RouteCondition
{
    private static readonly ConcurrentDictionary<string, RouteCondition> Parsed = new(StringComparer.Ordinal);

    private readonly string _text;
    private readonly List<string> _tokens;
    private readonly Func<JsonElement, bool> _holds;
    private int _next;

    private RouteCondition(string text)
    {
        _text = text;
        _tokens = Tokens(text);
        _holds = Either();
        if (_next < _tokens.Count) throw Wrong();
    }

    /// <summary>Reads a condition; one that is not understood is refused with a <see cref="FormatException"/>.</summary>
    public static RouteCondition Parse(string text) => Parsed.GetOrAdd(text, static condition => new RouteCondition(condition));

    /// <summary>Whether a condition is understood.</summary>
    public static bool TryParse(string text)
    {
        try
        {
            Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public bool Holds(JsonElement cloudEvent) => _holds(cloudEvent);

    private Func<JsonElement, bool> Either()
    {
        var left = Both();
        while (Take("||"))
        {
            var (first, second) = (left, Both());
            left = root => first(root) || second(root);
        }

        return left;
    }

    private Func<JsonElement, bool> Both()
    {
        var left = One();
        while (Take("&&"))
        {
            var (first, second) = (left, One());
            left = root => first(root) && second(root);
        }

        return left;
    }

    private Func<JsonElement, bool> One()
    {
        if (Take("!"))
        {
            var inner = One();
            return root => !inner(root);
        }

        if (Take("("))
        {
            var inner = Either();
            return Take(")") ? inner : throw Wrong();
        }

        return Take("has") ? Has() : Comparison();
    }

    private Func<JsonElement, bool> Has()
    {
        if (!Take("(")) throw Wrong();
        var path = Path();
        if (!Take(")")) throw Wrong();
        return root => At(root, path) is not null;
    }

    private Func<JsonElement, bool> Comparison()
    {
        var path = Path();
        var equal = Take("==");
        if (!equal && !Take("!=")) throw Wrong();
        var expected = Literal();
        return root => (At(root, path) == expected) == equal;
    }

    private string[] Path()
    {
        var token = Next();
        var path = token.Split('.');
        return path is ["event", _, ..] ? path[1..] : throw Wrong();
    }

    private string Literal()
    {
        var token = Next();
        if (token[0] is '"' or '\'') return Regex.Unescape(token[1..^1]);
        return token is "true" or "false" || double.TryParse(token, CultureInfo.InvariantCulture, out _) ? token : throw Wrong();
    }

    private static string? At(JsonElement root, string[] path)
    {
        foreach (var name in path)
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out root)) return null;
        }

        return root.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => null,
            _ => root.ToString(),
        };
    }

    private bool Take(string token)
    {
        if (_next >= _tokens.Count || _tokens[_next] != token) return false;
        _next++;
        return true;
    }

    private string Next() => _next < _tokens.Count ? _tokens[_next++] : throw Wrong();

    private List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var covered = new StringBuilder();
        foreach (Match match in Token().Matches(text))
        {
            covered.Append(match.Value);
            if (!string.IsNullOrWhiteSpace(match.Value)) tokens.Add(match.Value);
        }

        return covered.Length == text.Length ? tokens : throw Wrong();
    }

    private FormatException Wrong() => new($"The routing condition '{_text}' is not understood.");

    [GeneratedRegex("""\s+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\|\||&&|==|!=|!|\(|\)|[A-Za-z_][\w.\-]*|-?\d+(?:\.\d+)?""")]
    private static partial Regex Token();
}
