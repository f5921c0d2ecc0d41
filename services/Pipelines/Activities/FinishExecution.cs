using MlPlatform.Aws.Documents;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Activities;

/// <summary>Writes down how an execution ended, and tells of it.</summary>
internal sealed class FinishExecution(PipelineStore store, PipelineEvents events, TimeProvider time) : WorkflowActivity<ExecutionEnding, string>
{
    private const int LongestReason = 1300;

    public override async Task<string> RunAsync(WorkflowActivityContext context, ExecutionEnding input)
    {
        var ended = await store.Executions.UpdateAsync(input.ExecutionId, execution =>
        {
            if (execution.IsOver) return new DocumentChange<Execution>(null);
            var status = StatusOf(input);
            var reason = input.FailedStep is null ? null : $"Step failure: step {input.FailedStep} failed: {input.Reason}";
            var next = execution with
            {
                Status = status,
                FailureReason = reason?[..Math.Min(reason.Length, LongestReason)],
                LastModifiedTime = time.GetUtcNow(),
            };
            return new DocumentChange<Execution>(next, events.ExecutionChanged(next, execution.Status));
        }, CancellationToken.None);
        return ended?.Status ?? "";
    }

    private static string StatusOf(ExecutionEnding ending)
    {
        if (ending.FailedStep is not null) return ExecutionStatus.Failed;
        return ending.WasStopped ? ExecutionStatus.Stopped : ExecutionStatus.Succeeded;
    }
}

/// <summary>How the steps of an execution came out.</summary>
public sealed record ExecutionEnding(string ExecutionId, string? FailedStep, string? Reason, bool WasStopped);
