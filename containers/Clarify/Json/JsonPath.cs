using System.Globalization;
using System.Text.Json;

namespace MlPlatform.Clarify.Json;

/// <summary>A JMESPath expression of members, indices, slices, projections and lists of paths; filters and functions are refused.</summary>
/// <remarks>
/// <c>a.b</c>, <c>"a b".c</c>, <c>a[0]</c>, <c>a[-1]</c>, <c>a[1:3]</c>, <c>a[*].b</c>, <c>a[]</c>, <c>*.b</c>, <c>a.[b, c]</c>, <c>a | b</c>, <c>@</c>, as
/// https://jmespath.org/specification.html defines them: after a projection the rest of the path applies to every item, and nulls fall away.
/// </remarks>
internal sealed class JsonPath
{
    private readonly string text;
    private readonly Func<JsonValue, JsonValue> find;
    private int at;
    private int projections;

    private JsonPath(string text)
    {
        this.text = text;
        find = Piped();
        if (at < text.Length) throw Refused($"'{text[at..]}' is not understood");
    }

    /// <exception cref="ClarifyException">The expression is not one of these; the message shows it.</exception>
    public static JsonPath Parse(string text) => new(text);

    /// <summary>What the path finds; null where nothing is there.</summary>
    public JsonValue Find(JsonElement document) => find(new JsonValue(document));

    public override string ToString() => text;

    private Func<JsonValue, JsonValue> Piped()
    {
        var first = Steps();
        while (Take('|'))
        {
            var (before, after) = (first, Steps());
            first = value => after(before(value));
        }

        return first;
    }

    private Func<JsonValue, JsonValue> Steps()
    {
        Spaces();
        return at < text.Length && text[at] == '[' ? Rest() : Then(Name());
    }

    /// <summary>A step, then the rest of the path.</summary>
    private Func<JsonValue, JsonValue> Then(Func<JsonValue, JsonValue> step)
    {
        var rest = Rest();
        return value => rest(step(value));
    }

    private Func<JsonValue, JsonValue> Rest()
    {
        if (Take('.')) return Take('[') ? Then(Paths()) : Steps();
        // Flattening ends the projections before it: what they found is flattened as a whole.
        if (projections > 0 && text.AsSpan(at) is ['[', ']', ..]) return value => value;
        if (!Take('[')) return value => value;
        if (Take(']')) return Projected(Flat);
        if (Take('*')) return Projected(Closed(value => value.IsList ? value.Items : null));
        return at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '-' or ':') ? IndexOrSlice() : Then(Paths());
    }

    private Func<JsonValue, JsonValue> Name()
    {
        if (Take('@')) return value => value;
        if (Take('*')) return Projected(value => value.Made is null && value.Element.ValueKind == JsonValueKind.Object ? [.. value.Element.EnumerateObject().Select(member => new JsonValue(member.Value))] : null);
        var name = Take('"') ? Quoted() : Plain();
        return value => value.Made is null && value.Element.ValueKind == JsonValueKind.Object && value.Element.TryGetProperty(name, out var member) ? new JsonValue(member) : default;
    }

    private string Plain()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        if (at == start || char.IsAsciiDigit(text[start])) throw Refused(start == text.Length ? "it ends too early" : $"'{text[start..]}' is not understood");
        return text[start..at];
    }

    private string Quoted()
    {
        var end = text.IndexOf('"', at);
        if (end < 0) throw Refused("a quote is not closed");
        var name = text[at..end];
        at = end + 1;
        return name;
    }

    /// <summary>The paths of a list, after its opening bracket.</summary>
    private Func<JsonValue, JsonValue> Paths()
    {
        var paths = new List<Func<JsonValue, JsonValue>>();
        var outside = projections;
        projections = 0;
        do paths.Add(Piped());
        while (Take(','));
        projections = outside;
        Close();
        return value => value.IsNull ? default : new JsonValue(default, [.. paths.Select(path => path(value))]);
    }

    private Func<JsonValue, JsonValue> IndexOrSlice()
    {
        var from = Number();
        if (!Take(':'))
        {
            Close();
            return Then(value => value.IsList && value.Items is var items && Position(from!.Value, items.Count) is var i && i >= 0 && i < items.Count ? items[i] : default);
        }

        var to = Number();
        if (Take(':') && Number() is not (null or 1)) throw Refused("slices with a step are not understood");
        return Projected(Closed(value => value.IsList ? Slice(value.Items, from, to) : null));
    }

    /// <summary>The rest of the path, applied to every item.</summary>
    private Func<JsonValue, JsonValue> Projected(Func<JsonValue, IReadOnlyList<JsonValue>?> items)
    {
        projections++;
        var rest = Rest();
        projections--;
        var after = projections == 0 ? Rest() : value => value;
        return value => after(items(value) is { } list ? new JsonValue(default, [.. list.Select(rest).Where(item => !item.IsNull)]) : default);
    }

    private Func<JsonValue, IReadOnlyList<JsonValue>?> Closed(Func<JsonValue, IReadOnlyList<JsonValue>?> items)
    {
        Close();
        return items;
    }

    private static List<JsonValue>? Flat(JsonValue value) =>
        value.IsList ? [.. value.Items.SelectMany(item => item.IsList ? item.Items : [item])] : null;

    private static List<JsonValue> Slice(IReadOnlyList<JsonValue> items, int? from, int? to)
    {
        int start = Math.Clamp(Position(from ?? 0, items.Count), 0, items.Count), end = Math.Clamp(Position(to ?? items.Count, items.Count), start, items.Count);
        return [.. items.Skip(start).Take(end - start)];
    }

    private static int Position(int index, int count) => index < 0 ? index + count : index;

    private int? Number()
    {
        var start = at;
        if (at < text.Length && text[at] == '-') at++;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at == start) return null;
        return int.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refused($"'{text[start..at]}' is no index");
    }

    private void Close()
    {
        if (!Take(']')) throw Refused("a bracket is not closed");
    }

    private bool Take(char symbol)
    {
        Spaces();
        if (at == text.Length || text[at] != symbol) return false;
        at++;
        return true;
    }

    private void Spaces()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }

    private ClarifyException Refused(string why) => new($"The path {text} cannot be followed: {why}.");
}
