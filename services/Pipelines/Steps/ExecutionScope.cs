using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.S3;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Steps;

/// <summary>What the expressions of a step see: the values, finished steps and files of its execution.</summary>
internal sealed class ExecutionScope(
    Execution execution, PipelineDefinition definition, ExecutionStep step, PipelineStore store, IAmazonS3 objects) : IExecutionScope
{
    private readonly IReadOnlyDictionary<string, JsonValue> _parameters = ParameterParser.Bind(definition.Parameters, execution.Parameters);

    public JsonNode? Parameter(string name) => _parameters[name];

    public JsonNode? Variable(string name) => name switch
    {
        "StartDateTime" => execution.CreationTime.ToString("O"),
        // The start of the step, so that every replay of it sees the same time.
        "CurrentDateTime" => step.StartTime.ToString("O"),
        "PipelineName" => execution.PipelineName,
        "PipelineArn" => execution.PipelineArn,
        "PipelineExecutionId" => execution.Id,
        "PipelineExecutionArn" => execution.Arn,
        "TrainingJobName" or "ProcessingJobName" => step.ResourceName,
        _ => null,
    };

    public JsonNode? Experiment(string member) => definition.ExperimentConfig?[member];

    public async Task<JsonNode?> PropertiesAsync(string name, CancellationToken cancellationToken)
    {
        var found = (await store.Steps.FindAsync(ExecutionStep.IdOf(execution.Id, name), cancellationToken))?.Value;
        if (found?.Result?.Outcome is { } outcome) return new JsonObject { ["Outcome"] = outcome };
        return found?.Properties;
    }

    public async Task<string> PropertyFileAsync(string name, string file, CancellationToken cancellationToken)
    {
        var declared = definition.Step(name).PropertyFiles.First(known => known.Name == file);
        var path = PropertyPath.Parse($"ProcessingOutputConfig.Outputs['{declared.OutputName}'].S3Output.S3Uri");
        var folder = path.Find(await PropertiesAsync(name, cancellationToken))?.ToString()
            ?? throw new ExpressionException($"Step {name} has no output named {declared.OutputName}, which its property file {file} lies in.");
        return $"{folder.TrimEnd('/')}/{declared.FilePath.TrimStart('/')}";
    }

    public async Task<JsonNode?> ReadJsonAsync(string s3Uri, CancellationToken cancellationToken)
    {
        var text = await S3Text.ReadAsync(objects, s3Uri, cancellationToken)
            ?? throw new ExpressionException($"There is no file {s3Uri}.");
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException fault)
        {
            throw new ExpressionException($"The file {s3Uri} is not JSON: {fault.Message}");
        }
    }
}
