using MlPlatform.Fairness.Activities;
using MlPlatform.Fairness.Domain;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Workflows;

/// <summary>One run of a schedule.</summary>
internal sealed record ExecutionRun(string ScheduleName, int Generation, AnalysisWindow Window);

/// <summary>Starts the analysis of one window and waits for its processing job; gives the execution's last status.</summary>
internal sealed class MonitoringExecutionWorkflow : Workflow<ExecutionRun, string>
{
    /// <summary>Raised when the processing job has ended.</summary>
    public const string JobEndedEvent = "job-ended";

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public override async Task<string> RunAsync(WorkflowContext context, ExecutionRun input)
    {
        var status = await context.CallActivityAsync<string>(nameof(BeginAnalysis), input, Patience.Options);
        var ended = context.WaitForExternalEventAsync<string>(JobEndedEvent);
        for (var wait = FirstLook; !ExecutionStatus.IsFinal(status); wait = wait + wait < LongestWait ? wait + wait : LongestWait)
        {
            // The event makes it quick; the timer makes it certain.
            using var over = new CancellationTokenSource();
            var timer = context.CreateTimer(wait, over.Token);
            await Task.WhenAny(ended, timer);
            if (!timer.IsCompleted) over.CancelTimer();
            if (ended.IsCompleted) ended = context.WaitForExternalEventAsync<string>(JobEndedEvent);
            status = await context.CallActivityAsync<string>(nameof(CheckAnalysis), input, Patience.Options);
        }

        return status;
    }
}
