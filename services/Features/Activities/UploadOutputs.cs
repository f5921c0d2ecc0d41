using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;
using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Activities;

/// <summary>Stores the outputs; of a job that failed, those that are kept all the same. The same files give the same objects however often it runs.</summary>
internal sealed class UploadOutputs(ProcessingJobs jobs, JobEngine engine, IHostApplicationLifetime lifetime) : ProcessingActivity<UploadOutputsInput>(lifetime)
{
    protected override async Task<ProcessingResult> RunAsync(UploadOutputsInput input, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(input.Arn, cancellationToken);
        var hasFailed = input.Result.End == JobEnd.Failed;
        try
        {
            await UploadAsync(hasFailed ? job.OutputsKeptOnFailure : job.ManagedOutputs, engine.FolderOf(input.Arn), cancellationToken);
        }
        catch (JobInputException) when (hasFailed)
        {
            // The job has its reason already; that its findings cannot be stored either is not the one to tell.
        }

        return input.Result;
    }

    private async Task UploadAsync(IEnumerable<ProcessingS3Output> outputs, JobFolder jobFolder, CancellationToken cancellationToken)
    {
        foreach (var output in outputs)
        {
            var folder = jobFolder.HostPath(output.LocalPath!);
            await engine.Objects.UploadFolderAsync(folder, S3Location.Parse(output.S3Uri), cancellationToken);
        }
    }
}

internal sealed record UploadOutputsInput(string Arn, ProcessingResult Result);
