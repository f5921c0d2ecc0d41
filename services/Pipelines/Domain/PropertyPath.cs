using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>A path into a JSON value: members (<c>.Member</c>), keys (<c>['name']</c>) and positions (<c>[0]</c>).</summary>
/// <remarks>A key picks a member of an object, or that element of a list whose name member (OutputName, MetricName, ...) equals it.</remarks>
public sealed class PropertyPath
{
    private readonly IReadOnlyList<Segment> _segments;
    private readonly string _text;

    private PropertyPath(string text, IReadOnlyList<Segment> segments) => (_text, _segments) = (text, segments);

    /// <summary>Reads a path such as <c>Outputs['train'].S3Output.S3Uri</c>.</summary>
    public static PropertyPath Parse(string text)
    {
        var segments = new List<Segment>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '[')
            {
                var end = text.IndexOf(']', at);
                if (end < 0) throw Broken(text, "a bracket is not closed");
                segments.Add(InBrackets(text, text[(at + 1)..end]));
                at = end + 1;
                continue;
            }

            if (text[at] == '.') at++;
            var next = text.AsSpan(at).IndexOfAny('.', '[');
            var member = next < 0 ? text[at..] : text.Substring(at, next);
            if (member.Length == 0) throw Broken(text, "a member is empty");
            segments.Add(new Segment(member, null, Quoted: false));
            at += member.Length;
        }

        return new PropertyPath(text, segments);
    }

    /// <summary>The value at this path, or null where there is none.</summary>
    public JsonNode? Find(JsonNode? root)
    {
        var node = root;
        foreach (var segment in _segments)
        {
            node = segment.Index is { } index ? Element(node, index) : Named(node, segment);
            if (node is null) return null;
        }

        return node;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static JsonNode? Element(JsonNode? node, int index) => node is JsonArray array && index < array.Count ? array[index] : null;

    private static JsonNode? Named(JsonNode? node, Segment segment) => node switch
    {
        JsonObject members => members[segment.Name],
        JsonArray list when segment.Quoted => list.OfType<JsonObject>().FirstOrDefault(element => IsNamed(element, segment.Name)),
        _ => null,
    };

    private static bool IsNamed(JsonObject element, string name) => element.Any(member =>
        member.Key.EndsWith("Name", StringComparison.Ordinal)
        && member.Value is JsonValue value && value.TryGetValue<string>(out var text) && text == name);

    private static Segment InBrackets(string text, string inner)
    {
        if (inner.Length >= 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0]) return new Segment(inner[1..^1], null, Quoted: true);
        if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new Segment("", index, Quoted: false);
        throw Broken(text, $"'[{inner}]' is neither a position nor a quoted name");
    }

    private static PipelineDefinitionException Broken(string text, string why) => new($"The path '{text}' cannot be read: {why}.");

    private sealed record Segment(string Name, int? Index, bool Quoted);
}
