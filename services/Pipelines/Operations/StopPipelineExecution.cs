using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;
using MlPlatform.Pipelines.Workflows;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Stops an execution: no step starts any more, running jobs are asked to stop.</summary>
internal sealed class StopPipelineExecution(PipelineStore store, PipelineEvents events, IDaprWorkflowClient workflows, TimeProvider time)
    : IOperation<StopPipelineExecutionRequest, StopPipelineExecutionResponse>
{
    public async Task<StopPipelineExecutionResponse> HandleAsync(
        StopPipelineExecutionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await store.ExecutionAsync(request.PipelineExecutionArn, cancellationToken);
        var execution = await store.Executions.UpdateAsync(found.Id, Stopping, cancellationToken) ?? found;
        if (!execution.IsOver) await WakeAsync(execution, cancellationToken);

        return new StopPipelineExecutionResponse(execution.Arn);
    }

    /// <summary>A workflow that has not begun yet needs no waking: its first step finds the execution stopping.</summary>
    private async Task WakeAsync(Execution execution, CancellationToken cancellationToken)
    {
        var state = await workflows.GetWorkflowStateAsync(execution.InstanceId, getInputsAndOutputs: false, cancellationToken);
        if (!state.Exists || state.IsWorkflowCompleted) return;
        await workflows.RaiseEventAsync(execution.InstanceId, PipelineExecutionWorkflow.StopEvent, true, cancellationToken);
    }

    private DocumentChange<Execution> Stopping(Execution execution)
    {
        if (execution.IsOver) throw AwsException.Validation($"The pipeline execution is {execution.Status} and cannot be stopped.");
        if (execution.Status == ExecutionStatus.Stopping) return new DocumentChange<Execution>(null);
        var next = execution with { Status = ExecutionStatus.Stopping, LastModifiedTime = time.GetUtcNow() };
        return new DocumentChange<Execution>(next, events.ExecutionChanged(next, execution.Status));
    }
}
