using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;
using MlPlatform.Pipelines.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Runs a failed or stopped execution again; what succeeded is kept, what failed gets another attempt.</summary>
internal sealed class RetryPipelineExecution(PipelineStore store, PipelineEvents events, IWorkflowStarter starter, TimeProvider time)
    : IOperation<RetryPipelineExecutionRequest, RetryPipelineExecutionResponse>
{
    public async Task<RetryPipelineExecutionResponse> HandleAsync(
        RetryPipelineExecutionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await store.ExecutionAsync(request.PipelineExecutionArn, cancellationToken);
        var execution = await store.Executions.UpdateAsync(found.Id, current => NextRun(current, request), cancellationToken) ?? found;
        if (!execution.IsOver) await starter.EnqueueAsync(OpenExecutions.StartOf(execution), cancellationToken);
        return new RetryPipelineExecutionResponse(execution.Arn);
    }

    private DocumentChange<Execution> NextRun(Execution execution, RetryPipelineExecutionRequest request)
    {
        if (execution.RetryToken == request.ClientRequestToken) return new DocumentChange<Execution>(null);
        if (execution.Status is not (ExecutionStatus.Failed or ExecutionStatus.Stopped))
        {
            throw AwsException.Validation($"Only a failed or stopped execution can be retried; this one is {execution.Status}.");
        }

        var next = execution with
        {
            Status = ExecutionStatus.Executing,
            FailureReason = null,
            Run = execution.Run + 1,
            RetryToken = request.ClientRequestToken,
            MaxParallelSteps = request.ParallelismConfiguration?.MaxParallelExecutionSteps ?? execution.MaxParallelSteps,
            LastModifiedTime = time.GetUtcNow(),
        };
        return new DocumentChange<Execution>(next, events.ExecutionChanged(next, execution.Status));
    }
}
