using MlPlatform.Aws.Documents;
using MlPlatform.Pipelines.Activities;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Workflows;

/// <summary>Makes sure that every execution that is not over has its workflow, also after a crash between the two.</summary>
internal sealed partial class ExecutionStarter(PipelineStore store, IDaprWorkflowClient workflows, TimeProvider time, ILogger<ExecutionStarter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly string[] Unfinished = [ExecutionStatus.Executing, ExecutionStatus.Stopping];

    /// <summary>Starts the workflow of the execution's current run unless it has been started.</summary>
    public async Task EnsureStartedAsync(Execution execution, CancellationToken cancellationToken)
    {
        var state = await workflows.GetWorkflowStateAsync(execution.InstanceId, getInputsAndOutputs: false, cancellationToken);
        if (state.Exists) return;
        var input = new ExecutionRun(execution.Id, execution.Run);
        await workflows.ScheduleNewWorkflowAsync(
            nameof(PipelineExecutionWorkflow), execution.InstanceId, input, startTime: null, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EnsureAllStartedAsync(stoppingToken);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogSidecarAway(fault.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task EnsureAllStartedAsync(CancellationToken cancellationToken)
    {
        foreach (var status in Unfinished)
        {
            string? token = null;
            do
            {
                var query = new DocumentQuery("", ListIndexes.Status) { From = status, To = status, PageToken = token };
                var (executions, next) = await store.Executions.QueryAsync(query, cancellationToken);
                foreach (var execution in executions) await EnsureStartedAsync(execution, cancellationToken);
                token = next;
            }
            while (token is not null);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The sidecar does not answer yet; unfinished executions are looked for again: {Reason}")]
    private partial void LogSidecarAway(string reason);
}
