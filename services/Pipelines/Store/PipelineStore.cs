using System.Text.Json.Serialization;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;

namespace MlPlatform.Pipelines.Store;

/// <summary>The documents of this service.</summary>
public sealed class PipelineStore(IDocumentStore store)
{
    private const int StepsAtOnce = 1000;

    public DocumentCollection<Pipeline> Pipelines { get; } = new(
        store, "pipeline", PipelineDocuments.Default.Pipeline, pipeline => pipeline.Name, pipeline => ListIndexes.Of(Pipeline.Listed(pipeline)));

    public DocumentCollection<Execution> Executions { get; } = new(
        store, "pipeline-execution", PipelineDocuments.Default.Execution, execution => execution.Id,
        execution => ListIndexes.Of(Execution.Listed(execution)));

    public DocumentCollection<ExecutionStep> Steps { get; } = new(
        store, "pipeline-execution-step", PipelineDocuments.Default.ExecutionStep, step => step.Id, ExecutionStep.Indexes);

    /// <summary>The pipeline of a name or ARN.</summary>
    public async Task<Pipeline> PipelineAsync(string nameOrArn, CancellationToken cancellationToken) =>
        (await Pipelines.FindAsync(Arn.Name(nameOrArn), cancellationToken))?.Value
        ?? throw new AwsException(AwsErrorCode.ResourceNotFound, $"Pipeline '{nameOrArn}' does not exist.");

    /// <summary>The execution of an ARN.</summary>
    public async Task<Execution> ExecutionAsync(string arn, CancellationToken cancellationToken)
    {
        var found = await Executions.FindAsync(arn.Split('/')[^1], cancellationToken);
        return found?.Value.Arn == arn
            ? found.Value
            : throw new AwsException(AwsErrorCode.ResourceNotFound, $"Pipeline execution '{arn}' does not exist.");
    }

    /// <summary>The execution of an id that a workflow was started with.</summary>
    public async Task<Execution> ExecutionOfIdAsync(string id, CancellationToken cancellationToken) =>
        (await Executions.FindAsync(id, cancellationToken))?.Value ?? throw new InvalidOperationException($"There is no pipeline execution {id}.");

    /// <summary>The steps of an execution in the order they were started.</summary>
    public async Task<IReadOnlyList<ExecutionStep>> StepsAsync(string executionId, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery("", ExecutionStep.ExecutionIndex) { Prefix = $"{executionId}/", Limit = StepsAtOnce };
        return (await Steps.QueryAsync(query, cancellationToken)).Items;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Pipeline))]
[JsonSerializable(typeof(Execution))]
[JsonSerializable(typeof(ExecutionStep))]
internal sealed partial class PipelineDocuments : JsonSerializerContext;
