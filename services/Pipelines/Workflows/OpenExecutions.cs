using MlPlatform.Aws.Documents;
using MlPlatform.Pipelines.Activities;
using MlPlatform.Pipelines.Store;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Workflows;

/// <summary>The executions that are not over; after a restart each gets its workflow unless it has one.</summary>
internal sealed class OpenExecutions(PipelineStore store) : IOpenWork
{
    private static readonly string[] Unfinished = [ExecutionStatus.Executing, ExecutionStatus.Stopping];

    /// <summary>The workflow of an execution's current run.</summary>
    public static WorkflowStart StartOf(Execution execution) =>
        new(nameof(PipelineExecutionWorkflow), execution.InstanceId, new ExecutionRun(execution.Id, execution.Run));

    public async Task<IReadOnlyList<WorkflowStart>> FindAsync(CancellationToken cancellationToken)
    {
        var starts = new List<WorkflowStart>();
        foreach (var status in Unfinished)
        {
            string? token = null;
            do
            {
                var query = new DocumentQuery("", ListIndexes.Status) { From = status, To = status, PageToken = token };
                var (executions, next) = await store.Executions.QueryAsync(query, cancellationToken);
                starts.AddRange(executions.Select(StartOf));
                token = next;
            }
            while (token is not null);
        }

        return starts;
    }
}
