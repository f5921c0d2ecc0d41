using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>Reads a pipeline definition and refuses, with the step and the fault named, what could not run.</summary>
public static class PipelineDefinitionParser
{
    private const string SupportedVersion = "2020-12-01";

    /// <summary>Parses and checks; what it returns has no unknown name, no duplicate and no cycle.</summary>
    public static PipelineDefinition Parse(string text)
    {
        var root = ReadObject(text);
        var version = (root["Version"] as JsonValue)?.ToString();
        if (version != SupportedVersion) throw Wrong($"Version must be \"{SupportedVersion}\".");
        var parameters = List(root, "Parameters", "the definition").Select(ParameterParser.Parse).ToArray();
        var steps = new List<StepDefinition>();
        foreach (var step in List(root, "Steps", "the definition")) steps.AddRange(StepParser.Parse(step, branch: null));
        if (steps.Count == 0) throw Wrong("Steps must hold at least one step.");

        var definition = new PipelineDefinition(parameters, steps, root["PipelineExperimentConfig"] as JsonObject);
        DefinitionChecks.Check(definition);
        PipelineGraph.Of(steps);
        return definition;
    }

    internal static IEnumerable<JsonObject> List(JsonObject owner, string member, string where)
    {
        if (!owner.TryGetPropertyValue(member, out var node) || node is null) yield break;
        if (node is not JsonArray list) throw Wrong($"{member} of {where} must be a list.");
        foreach (var element in list)
        {
            yield return element as JsonObject ?? throw Wrong($"{member} of {where} must hold objects only.");
        }
    }

    internal static string Text(JsonObject owner, string member, string where) =>
        owner[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : throw Wrong($"{member} of {where} must be a string.");

    internal static PipelineDefinitionException Wrong(string what) => new($"The pipeline definition is not valid: {what}");

    private static JsonObject ReadObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Wrong("it must be a JSON object.");
        }
        catch (JsonException fault)
        {
            throw Wrong($"it is not JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).");
        }
    }
}
