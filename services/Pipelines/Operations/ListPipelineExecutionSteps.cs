using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Lists the steps that an execution has started.</summary>
internal sealed class ListPipelineExecutionSteps(PipelineStore store) : IOperation<ListPipelineExecutionStepsRequest, ListPipelineExecutionStepsResponse>
{
    private const int DefaultMaxResults = 20;
    private const int LongestReason = 1024;

    public async Task<ListPipelineExecutionStepsResponse> HandleAsync(
        ListPipelineExecutionStepsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var execution = await store.ExecutionAsync(request.PipelineExecutionArn, cancellationToken);
        var query = new DocumentQuery("", ExecutionStep.ExecutionIndex)
        {
            Prefix = $"{execution.Id}/",
            Limit = request.MaxResults ?? DefaultMaxResults,
            PageToken = request.NextToken,
            Descending = request.SortOrder != "Ascending",
        };
        var (steps, next) = await store.Steps.QueryAsync(query, cancellationToken);
        return new ListPipelineExecutionStepsResponse([.. steps.Select(Shown)], next);
    }

    private static PipelineExecutionStep Shown(ExecutionStep step) => new()
    {
        StepName = step.Name,
        StepDisplayName = step.DisplayName,
        StepDescription = step.Description,
        StartTime = step.StartTime,
        EndTime = step.EndTime,
        StepStatus = step.Status,
        AttemptCount = step.Attempt,
        FailureReason = step.Result?.Failure is { } reason ? reason[..Math.Min(reason.Length, LongestReason)] : null,
        Metadata = Metadata(step),
    };

    private static PipelineExecutionStepMetadata? Metadata(ExecutionStep step)
    {
        var resource = step.Arn is null ? null : new StepResource(step.Arn);
        return step.Type switch
        {
            StepType.Training => new() { TrainingJob = resource },
            StepType.Processing => new() { ProcessingJob = resource },
            StepType.Tuning => new() { TuningJob = resource },
            StepType.Model => new() { Model = resource },
            StepType.RegisterModel => new() { RegisterModel = resource },
            StepType.Condition when step.Result?.Outcome is { } outcome => new() { Condition = new ConditionOutcome(outcome ? "True" : "False") },
            StepType.Fail when step.Result?.Failure is { } message => new() { Fail = new FailMessage(message) },
            _ => null,
        };
    }
}
