using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>Replaces the expressions in a step's arguments by their values.</summary>
public sealed class ExpressionEvaluator(IExecutionScope scope)
{
    /// <summary>A copy of the node in which no expression is left.</summary>
    public async Task<JsonNode?> EvaluateAsync(JsonNode? node, CancellationToken cancellationToken)
    {
        if (Expressions.Of(node) is { } expression) return await ValueOfAsync(expression.Form, expression.Body, cancellationToken);
        switch (node)
        {
            case JsonObject members:
                var evaluated = new JsonObject();
                foreach (var (name, value) in members) evaluated[name] = await EvaluateAsync(value, cancellationToken);
                return evaluated;
            case JsonArray list:
                var elements = new JsonArray();
                foreach (var element in list) elements.Add(await EvaluateAsync(element, cancellationToken));
                return elements;
            default:
                return node?.DeepClone();
        }
    }

    private Task<JsonNode?> ValueOfAsync(string form, JsonNode body, CancellationToken cancellationToken) => form switch
    {
        Expressions.Get => GetAsync(Reference.Parse(Expressions.TextOf(body, Expressions.Get)), cancellationToken),
        Expressions.Join => JoinAsync(body, cancellationToken),
        _ => JsonGetAsync(body, cancellationToken),
    };

    private async Task<JsonNode?> GetAsync(Reference reference, CancellationToken cancellationToken)
    {
        var value = reference switch
        {
            ParameterReference parameter => scope.Parameter(parameter.Name),
            ExecutionReference execution => scope.Variable(execution.Variable),
            ExperimentReference experiment => await EvaluateAsync(scope.Experiment(experiment.Member), cancellationToken),
            PropertyReference property => property.Path.Find(await scope.PropertiesAsync(property.Step, cancellationToken)),
            PropertyFileReference file => await scope.PropertyFileAsync(file.Step, file.File, cancellationToken),
            _ => null,
        };
        return value?.DeepClone() ?? throw new ExpressionException($"{reference.Text} has no value in this execution.");
    }

    private async Task<JsonNode?> JoinAsync(JsonNode body, CancellationToken cancellationToken)
    {
        var separator = (body["On"] as JsonValue)?.ToString() ?? "";
        var values = await EvaluateAsync(body["Values"], cancellationToken) as JsonArray
            ?? throw new ExpressionException($"Values of {Expressions.Join} must be a list.");
        return string.Join(separator, values.Select(PlainText));
    }

    private async Task<JsonNode?> JsonGetAsync(JsonNode body, CancellationToken cancellationToken)
    {
        var address = await EvaluateAsync(body["PropertyFile"] ?? body["S3Uri"], cancellationToken)
            ?? throw new ExpressionException($"{Expressions.JsonGet} needs PropertyFile or S3Uri.");
        var path = PropertyPath.Parse(Expressions.TextOf(body["Path"], "Path"));
        var file = await scope.ReadJsonAsync(PlainText(address), cancellationToken);
        return path.Find(file)?.DeepClone() ?? throw new ExpressionException($"'{path}' has no value in {PlainText(address)}.");
    }

    /// <summary>A value as it stands in a joined string: strings without quotes, everything else as JSON writes it.</summary>
    private static string PlainText(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : node?.ToJsonString() ?? "";
}
