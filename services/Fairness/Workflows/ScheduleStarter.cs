using MlPlatform.Aws.Documents;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Workflows;

/// <summary>Makes sure that every schedule that runs has its workflow, also after a crash between the two.</summary>
internal sealed partial class ScheduleStarter(FairnessStore store, IDaprWorkflowClient workflows, TimeProvider time, ILogger<ScheduleStarter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Starts the workflow of the schedule's generation unless it has been started.</summary>
    public async Task EnsureStartedAsync(MonitoringSchedule schedule, CancellationToken cancellationToken)
    {
        var state = await workflows.GetWorkflowStateAsync(schedule.InstanceId, getInputsAndOutputs: false, cancellationToken);
        if (state.Exists) return;
        await workflows.ScheduleNewWorkflowAsync(
            nameof(MonitoringScheduleWorkflow), schedule.InstanceId, new ScheduleRun(schedule.Name, schedule.Generation, LastScheduled: null), startTime: null, cancellationToken);
    }

    /// <summary>Tells the workflow of a schedule that it is stopped, changed or gone; it would find out at its next time anyway.</summary>
    public async Task WakeAsync(MonitoringSchedule schedule, CancellationToken cancellationToken)
    {
        var state = await workflows.GetWorkflowStateAsync(schedule.InstanceId, getInputsAndOutputs: false, cancellationToken);
        if (!state.Exists || state.IsWorkflowCompleted) return;
        await workflows.RaiseEventAsync(schedule.InstanceId, MonitoringScheduleWorkflow.ChangedEvent, schedule.Name, cancellationToken);
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
        string? token = null;
        do
        {
            var query = new DocumentQuery("", ListIndexes.Status) { From = ScheduleStatus.Scheduled, To = ScheduleStatus.Scheduled, PageToken = token };
            var (schedules, next) = await store.Schedules.QueryAsync(query, cancellationToken);
            foreach (var schedule in schedules) await EnsureStartedAsync(schedule, cancellationToken);
            token = next;
        }
        while (token is not null);
    }

    [LoggerMessage(1, LogLevel.Information, "The sidecar does not answer yet; schedules are looked for again: {Reason}")]
    private partial void LogSidecarAway(string reason);
}
