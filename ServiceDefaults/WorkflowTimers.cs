namespace MlPlatform.ServiceDefaults;

/// <summary>What a workflow needs beside its context.</summary>
public static class WorkflowTimers
{
    /// <summary>Cancels a timer of a workflow, on the workflow's own thread.</summary>
    /// <remarks><c>CancelAsync</c> would await a task that is not of the workflow's context, and the workflow would never go on.</remarks>
    public static void CancelTimer(this CancellationTokenSource timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        timer.Cancel();
    }
}
