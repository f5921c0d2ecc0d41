using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;
using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Activities;

/// <summary>Records how the job ended and gives back the room its files took; logs and records stay.</summary>
internal sealed class FinishProcessing(ProcessingJobs jobs, JobEngine engine, IHostApplicationLifetime lifetime) : WorkflowActivity<FinishProcessingInput, bool>
{
    public override async Task<bool> RunAsync(WorkflowActivityContext context, FinishProcessingInput input)
    {
        var result = input.Result;
        await jobs.ChangeAsync(
            input.Arn, (job, now) => job.Finish(StatusOf(result.End), result.FailureReason, result.ExitMessage, now), lifetime.ApplicationStopping);
        if (Directory.Exists(engine.FolderOf(input.Arn).Base)) Directory.Delete(engine.FolderOf(input.Arn).Base, recursive: true);
        return true;
    }

    private static string StatusOf(JobEnd end) => end switch
    {
        JobEnd.Completed => JobStatus.Completed,
        JobEnd.Stopped or JobEnd.MaxRuntimeExceeded => JobStatus.Stopped,
        _ => JobStatus.Failed,
    };
}

internal sealed record FinishProcessingInput(string Arn, ProcessingResult Result);
