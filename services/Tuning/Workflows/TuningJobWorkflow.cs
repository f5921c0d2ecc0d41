using MlPlatform.ServiceDefaults;
using MlPlatform.Tuning.Activities;

namespace MlPlatform.Tuning.Workflows;

/// <summary>The life of a tuning job: look how its training jobs stand, start more or stop them, wait for a change; until it is over.</summary>
internal sealed class TuningJobWorkflow : Workflow<string, bool>
{
    /// <summary>The event that says a training job of this tuning job ended, or that it is to stop.</summary>
    public const string Changed = "changed";

    private const int TurnsPerHistory = 100;

    // A wake-up that was lost costs this long, not the job.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly WorkflowTaskOptions Retried = new(new WorkflowRetryPolicy(
        maxNumberOfAttempts: 30, TimeSpan.FromMilliseconds(200), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(10)));

    public static string InstanceOf(string arn) => arn.Replace('/', ':');

    public static WorkflowStart StartOf(string arn) => new(nameof(TuningJobWorkflow), InstanceOf(arn), arn);

    public override async Task<bool> RunAsync(WorkflowContext context, string arn)
    {
        try
        {
            for (var turn = 0; turn < TurnsPerHistory; turn++)
            {
                if (await context.CallActivityAsync<bool>(nameof(AdvanceTuning), arn, Retried)) return true;
                await WaitAsync(context);
            }
        }
        catch (WorkflowTaskFailedException error)
        {
            return await context.CallActivityAsync<bool>(nameof(FailTuning), new FailTuningInput(arn, error.FailureDetails.ErrorMessage), Retried);
        }

        context.ContinueAsNew(arn);
        return false;
    }

    private static async Task WaitAsync(WorkflowContext context)
    {
        try
        {
            await context.WaitForExternalEventAsync<string>(Changed, LongestWait);
        }
        catch (TaskCanceledException)
        {
            // Nothing was heard: look anyway.
        }
    }
}
