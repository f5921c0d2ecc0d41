using MlPlatform.Pipelines.Activities;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Steps;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Workflows;

/// <summary>One step inside the workflow of its execution: begun, waited for, tried again where its policy says so.</summary>
internal static class StepRun
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>The event that tells a waiting step that its job has ended.</summary>
    public static string JobEvent(string jobName) => $"job:{jobName}";

    public static async Task<StepResult> RunAsync(WorkflowContext context, string executionId, PlannedStep step, Task stop)
    {
        for (var attempt = step.FirstAttempt; ; attempt++)
        {
            var call = new StepCall(executionId, step.Name, attempt);
            var state = await context.CallActivityAsync<StepState>(nameof(BeginStep), call, Patience.Options);
            var result = state.Result ?? await WaitAsync(context, call, state.JobName!, stop);
            if (result.End != StepEnd.Failed || stop.IsCompleted) return result;

            var delay = RetrySchedule.DelayAfter(step.Retries, result.FailureType, attempt - step.FirstAttempt + 1);
            if (delay is null) return result;
            await context.CreateTimer(delay.Value);
        }
    }

    /// <summary>Waits for the event about the job, and looks from time to time in case the event was lost.</summary>
    private static async Task<StepResult> WaitAsync(WorkflowContext context, StepCall call, string jobName, Task stop)
    {
        var wait = FirstLook;
        Task changed = context.WaitForExternalEventAsync<string>(JobEvent(jobName));
        while (true)
        {
            using var timeout = new CancellationTokenSource();
            var timer = context.CreateTimer(wait, timeout.Token);
            await Task.WhenAny(stop.IsCompleted ? [changed, timer] : [changed, timer, stop]);
            if (!timer.IsCompleted) timeout.CancelTimer();
            if (changed.IsCompleted) changed = context.WaitForExternalEventAsync<string>(JobEvent(jobName));

            var state = await context.CallActivityAsync<StepState>(nameof(CheckStep), call, Patience.Options);
            if (state.Result is not null) return state.Result;
            wait = wait + wait < LongestWait ? wait + wait : LongestWait;
        }
    }
}
