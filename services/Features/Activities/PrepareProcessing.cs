using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;
using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Activities;

/// <summary>Fills the job's folder: inputs where the request wants them, and the configuration files.</summary>
internal sealed class PrepareProcessing(ProcessingJobs jobs, JobEngine engine, TimeProvider time, IHostApplicationLifetime lifetime)
    : ProcessingActivity<string>(lifetime)
{
    protected override async Task<ProcessingResult> RunAsync(string arn, CancellationToken cancellationToken)
    {
        var job = await jobs.ChangeAsync(arn, (current, now) => current.Start(now), cancellationToken);
        var folder = engine.FolderOf(arn);
        if (job.Status == JobStatus.InProgress) await folder.OnceAsync("prepared", () => FillAsync(job, folder, cancellationToken), time, cancellationToken);
        return new(JobEnd.Completed, null, null);
    }

    private async Task FillAsync(ProcessingJob job, JobFolder folder, CancellationToken cancellationToken)
    {
        // The outer ones first: an input may lie inside the folder of another, and a folder is emptied before it is filled.
        foreach (var input in job.ManagedInputs.OrderBy(input => input.LocalPath!.Length))
        {
            var source = InputSource.Create(input.S3Uri, input.S3DataType, input.S3CompressionType);
            await engine.Objects.DownloadAsync(source, folder.HostPath(input.LocalPath!), cancellationToken);
        }

        await ProcessingConfiguration.WriteAsync(job, folder, cancellationToken);
    }
}
