using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.Training.Domain;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Activities;

/// <summary>Records how the job ended and gives back the room its inputs took; logs and records stay.</summary>
internal sealed class FinishTraining(TrainingJobs jobs, JobEngine engine, IHostApplicationLifetime lifetime) : WorkflowActivity<FinishTrainingInput, bool>
{
    public override async Task<bool> RunAsync(WorkflowActivityContext context, FinishTrainingInput input)
    {
        var (status, secondary) = StatusOf(input.Result);
        await jobs.ChangeAsync(input.Arn, (job, now) => job.Finish(status, secondary, input.Result.FailureReason, now), lifetime.ApplicationStopping);
        if (Directory.Exists(engine.FolderOf(input.Arn).Base)) Directory.Delete(engine.FolderOf(input.Arn).Base, recursive: true);
        return true;
    }

    private static (string Status, string Secondary) StatusOf(TrainingResult result) => result switch
    {
        { FailureReason: not null } => (JobStatus.Failed, SecondaryStatus.Failed),
        { End: JobEnd.MaxRuntimeExceeded } => (JobStatus.Stopped, SecondaryStatus.MaxRuntimeExceeded),
        { End: JobEnd.Stopped } => (JobStatus.Stopped, SecondaryStatus.Stopped),
        _ => (JobStatus.Completed, SecondaryStatus.Completed),
    };
}

internal sealed record FinishTrainingInput(string Arn, TrainingResult Result);
