using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlPlatform.Pipelines.Domain;

/// <summary>Reads a step and, for a condition, the steps of its branches.</summary>
internal static partial class StepParser
{
    private const int MaxRetryAttempts = 20;

    /// <summary>The step itself first, then those of its branches, depth first.</summary>
    public static IEnumerable<StepDefinition> Parse(JsonObject step, Branch? branch)
    {
        var name = PipelineDefinitionParser.Text(step, "Name", "a step");
        if (!NamePattern().IsMatch(name))
        {
            throw PipelineDefinitionParser.Wrong($"the step name '{name}' must be 1 to 64 letters, digits, '-' or '_'.");
        }

        var where = $"step {name}";
        var arguments = step["Arguments"] as JsonObject ?? throw PipelineDefinitionParser.Wrong($"Arguments of {where} must be an object.");
        var definition = new StepDefinition(
            name, TypeOf(step, where), arguments, Names(step, where), PropertyFiles(step, where), Retries(step, where), branch,
            (step["DisplayName"] as JsonValue)?.ToString(), (step["Description"] as JsonValue)?.ToString());
        yield return definition;
        if (definition.Type != StepType.Condition) yield break;

        foreach (var inner in Inside(arguments, "IfSteps", new Branch(name, true))) yield return inner;
        foreach (var inner in Inside(arguments, "ElseSteps", new Branch(name, false))) yield return inner;
    }

    private static IEnumerable<StepDefinition> Inside(JsonObject arguments, string member, Branch branch) =>
        PipelineDefinitionParser.List(arguments, member, $"step {branch.Condition}").SelectMany(step => Parse(step, branch));

    private static StepType TypeOf(JsonObject step, string where)
    {
        var text = PipelineDefinitionParser.Text(step, "Type", where);
        if (Enum.TryParse<StepType>(text, out var type) && Enum.GetName(type) == text) return type;
        throw PipelineDefinitionParser.Wrong(
            $"{where} has the type '{text}', which is not supported here; supported are {string.Join(", ", Enum.GetNames<StepType>())}.");
    }

    private static string[] Names(JsonObject step, string where)
    {
        if (step["DependsOn"] is null) return [];
        if (step["DependsOn"] is not JsonArray list) throw PipelineDefinitionParser.Wrong($"DependsOn of {where} must be a list.");
        return list.Select(name => Expressions.TextOf(name, $"DependsOn of {where}")).ToArray();
    }

    private static PropertyFile[] PropertyFiles(JsonObject step, string where) =>
        PipelineDefinitionParser.List(step, "PropertyFiles", where).Select(file => new PropertyFile(
            PipelineDefinitionParser.Text(file, "PropertyFileName", where),
            PipelineDefinitionParser.Text(file, "OutputName", where),
            PipelineDefinitionParser.Text(file, "FilePath", where))).ToArray();

    private static StepRetry[] Retries(JsonObject step, string where) =>
        PipelineDefinitionParser.List(step, "RetryPolicies", where).Select(policy => new StepRetry(
            (policy["ExceptionType"] as JsonArray)?.Select(kind => Expressions.TextOf(kind, $"ExceptionType of {where}")).ToArray()
                ?? throw PipelineDefinitionParser.Wrong($"ExceptionType of a retry policy of {where} must be a list."),
            (int)Number(policy, "IntervalSeconds", 1, where),
            Number(policy, "BackoffRate", 2, where),
            (int)Math.Min(Number(policy, "MaxAttempts", 5, where), MaxRetryAttempts))).ToArray();

    private static double Number(JsonObject policy, string member, double fallback, string where)
    {
        if (policy[member] is null) return fallback;
        return policy[member] is JsonValue value && value.TryGetValue<double>(out var number) && number > 0
            ? number
            : throw PipelineDefinitionParser.Wrong($"{member} of a retry policy of {where} must be a positive number.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9\-_]{1,64}\z")]
    private static partial Regex NamePattern();
}
