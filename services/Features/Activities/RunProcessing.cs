using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;
using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Activities;

/// <summary>Runs the processing program to its end, or picks up one that runs already.</summary>
internal sealed class RunProcessing(ProcessingJobs jobs, JobEngine engine, IHostApplicationLifetime lifetime) : ProcessingActivity<string>(lifetime)
{
    protected override async Task<ProcessingResult> RunAsync(string arn, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(arn, cancellationToken);
        var folder = engine.FolderOf(arn);
        if (job.Status == JobStatus.Stopping) folder.RequestStop();
        var run = await ProcessingRun.CreateAsync(job, folder, engine);
        var outcome = await engine.RunAsync(run, cancellationToken);
        var reason = outcome.End == JobEnd.MaxRuntimeExceeded
            ? FailureReasons.Client($"The job was stopped at its maximum runtime of {run.MaxRuntime.TotalSeconds:F0} seconds.")
            : FailureReasons.For(outcome, folder);
        return new(outcome.End, reason, folder.ExitMessage);
    }
}
