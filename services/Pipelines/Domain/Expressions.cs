using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>The forms of expressions that may stand anywhere in a step's arguments.</summary>
public static class Expressions
{
    /// <summary>Refers to a parameter, a step's property or an execution variable.</summary>
    public const string Get = "Get";

    /// <summary>Strings put together.</summary>
    public const string Join = "Std:Join";

    /// <summary>A value out of a JSON file that a step wrote.</summary>
    public const string JsonGet = "Std:JsonGet";

    /// <summary>The expression's name and body when the node is one, which is an object of exactly one such member.</summary>
    public static (string Form, JsonNode Body)? Of(JsonNode? node)
    {
        if (node is not JsonObject { Count: 1 } candidate) return null;
        var (name, body) = candidate.First();
        return body is not null && name is Get or Join or JsonGet ? (name, body!) : null;
    }

    /// <summary>Every reference that stands anywhere below the node.</summary>
    public static IEnumerable<Reference> References(JsonNode? node)
    {
        if (Of(node) is { Form: Get } get) return [Reference.Parse(TextOf(get.Body, Get))];
        return node switch
        {
            JsonObject members => members.SelectMany(member => References(member.Value)),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };
    }

    /// <summary>The string a node must be.</summary>
    public static string TextOf(JsonNode? node, string what) =>
        node is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new PipelineDefinitionException($"'{what}' must be a string.");
}
