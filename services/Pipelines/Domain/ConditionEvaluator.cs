using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>Decides the outcome of a condition step: all of its conditions must hold.</summary>
public static class ConditionEvaluator
{
    private static readonly IReadOnlySet<string> Types = new HashSet<string>(StringComparer.Ordinal)
    {
        "Equals", "GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo", "In", "Not", "Or",
    };

    /// <summary>The outcome, given conditions in which every expression has been replaced by its value.</summary>
    public static bool All(JsonNode? conditions) => ListOf(conditions).All(Holds);

    /// <summary>Refuses conditions that could never be decided.</summary>
    internal static void Check(StepDefinition step)
    {
        if (step.Arguments["Conditions"] is not JsonArray { Count: > 0 } conditions)
        {
            throw PipelineDefinitionParser.Wrong($"Conditions of step {step.Name} must be a list with at least one condition.");
        }

        foreach (var condition in conditions) Check(step.Name, condition);
    }

    private static void Check(string step, JsonNode? condition)
    {
        var type = (condition as JsonObject)?["Type"]?.ToString();
        if (type is null || !Types.Contains(type))
        {
            throw PipelineDefinitionParser.Wrong(
                $"a condition of step {step} has the type '{type}'; known are {string.Join(", ", Types)}.");
        }

        if (type == "Not") Check(step, condition!["Condition"]);
        if (type == "Or") foreach (var alternative in ListOf(condition!["Conditions"])) Check(step, alternative);
    }

    private static bool Holds(JsonNode? condition) => condition?["Type"]?.ToString() switch
    {
        "Equals" => Same(Left(condition), Right(condition)),
        "GreaterThan" => Compare(condition) > 0,
        "GreaterThanOrEqualTo" => Compare(condition) >= 0,
        "LessThan" => Compare(condition) < 0,
        "LessThanOrEqualTo" => Compare(condition) <= 0,
        "In" => ListOf(condition["Values"] ?? condition["In"]).Any(value => Same(value, condition["QueryValue"] ?? condition["Value"])),
        "Not" => !Holds(condition["Condition"]),
        "Or" => ListOf(condition["Conditions"]).Any(Holds),
        var type => throw new ExpressionException($"The condition type '{type}' is not known."),
    };

    private static JsonNode? Left(JsonNode condition) => condition["LeftValue"];

    private static JsonNode? Right(JsonNode condition) => condition["RightValue"];

    private static bool Same(JsonNode? left, JsonNode? right) =>
        Number(left) is { } a && Number(right) is { } b ? a.Equals(b) : JsonNode.DeepEquals(left, right);

    private static int Compare(JsonNode condition)
    {
        if (Number(Left(condition)) is { } left && Number(Right(condition)) is { } right && !double.IsNaN(left) && !double.IsNaN(right))
        {
            return left.CompareTo(right);
        }

        throw new ExpressionException(
            $"{condition["Type"]} compares numbers, but was given {Left(condition)?.ToJsonString() ?? "nothing"} and {Right(condition)?.ToJsonString() ?? "nothing"}.");
    }

    /// <summary>Numbers as such, and numbers written as strings, which is how metrics and parameters often arrive.</summary>
    private static double? Number(JsonNode? node)
    {
        if (node is not JsonValue value) return null;
        if (value.TryGetValue<bool>(out _)) return null;
        return double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static IEnumerable<JsonNode?> ListOf(JsonNode? node) => node as JsonArray ?? [];
}
