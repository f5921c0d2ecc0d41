namespace MlPlatform.Tuning.Workflows;

/// <summary>Tells a tuning job's workflow that there is something to look at.</summary>
internal interface ITuningWakeUp
{
    Task WakeAsync(string arn, CancellationToken cancellationToken);
}

/// <summary>Raises the workflow's event through the sidecar.</summary>
internal sealed class TuningWakeUp(DaprWorkflowClient workflows) : ITuningWakeUp
{
    public Task WakeAsync(string arn, CancellationToken cancellationToken) =>
        workflows.RaiseEventAsync(TuningJobWorkflow.InstanceOf(arn), TuningJobWorkflow.Changed, "", cancellationToken);
}
