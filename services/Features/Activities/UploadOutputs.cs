using MlPlatform.Features.Domain;
using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Activities;

/// <summary>Stores the outputs. The same files give the same objects however often it runs.</summary>
internal sealed class UploadOutputs(ProcessingJobs jobs, JobEngine engine, IHostApplicationLifetime lifetime) : ProcessingActivity<UploadOutputsInput>(lifetime)
{
    protected override async Task<ProcessingResult> RunAsync(UploadOutputsInput input, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(input.Arn, cancellationToken);
        foreach (var output in job.ManagedOutputs)
        {
            var folder = engine.FolderOf(input.Arn).HostPath(output.LocalPath!);
            await engine.Objects.UploadFolderAsync(folder, S3Location.Parse(output.S3Uri), cancellationToken);
        }

        return input.Result;
    }
}

internal sealed record UploadOutputsInput(string Arn, ProcessingResult Result);
