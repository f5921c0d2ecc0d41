using MlPlatform.Fairness.Activities;
using MlPlatform.Fairness.Domain;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Workflows;

/// <summary>One generation of a schedule: which, and the last time that it ran for.</summary>
internal sealed record ScheduleRun(string ScheduleName, int Generation, DateTimeOffset? LastScheduled);

/// <summary>Waits for the next time of a schedule, runs it, and starts again with an empty history; ends when the schedule stops or changes.</summary>
internal sealed class MonitoringScheduleWorkflow : Workflow<ScheduleRun, string>
{
    /// <summary>Raised when the schedule was stopped, changed or deleted.</summary>
    public const string ChangedEvent = "changed";

    public override async Task<string> RunAsync(WorkflowContext context, ScheduleRun input)
    {
        var now = new DateTimeOffset(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));
        var window = await context.CallActivityAsync<AnalysisWindow?>(nameof(PlanWindow), new WindowQuestion(input, now), Patience.Options);
        if (window is null) return "ended";
        if (window.ScheduledTime > now && await IsChangedBeforeAsync(context, window.ScheduledTime.UtcDateTime)) return "changed";

        var run = new ExecutionRun(input.ScheduleName, input.Generation, window);
        await context.CallChildWorkflowAsync<string>(
            nameof(MonitoringExecutionWorkflow), run, new ChildWorkflowTaskOptions($"{context.InstanceId}-{window.ScheduledTime.ToUnixTimeMilliseconds()}"));
        context.ContinueAsNew(input with { LastScheduled = window.ScheduledTime });
        return "again";
    }

    private static async Task<bool> IsChangedBeforeAsync(WorkflowContext context, DateTime time)
    {
        using var over = new CancellationTokenSource();
        var changed = context.WaitForExternalEventAsync<string>(ChangedEvent);
        var timer = context.CreateTimer(time, over.Token);
        if (await Task.WhenAny(changed, timer) == timer) return false;
        over.CancelTimer();
        return true;
    }
}
