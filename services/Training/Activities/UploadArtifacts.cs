using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.Training.Domain;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Activities;

/// <summary>Stores the model, the other output and the checkpoints. The same files give the same objects however often it runs.</summary>
internal sealed class UploadArtifacts(TrainingJobs jobs, JobEngine engine, IHostApplicationLifetime lifetime) : TrainingActivity<UploadArtifactsInput>(lifetime)
{
    protected override async Task<TrainingResult> RunAsync(UploadArtifactsInput input, CancellationToken cancellationToken)
    {
        var job = await jobs.ChangeAsync(input.Arn, (current, now) => current.Enter(SecondaryStatus.Uploading, now), cancellationToken);
        var folder = engine.FolderOf(input.Arn);
        var output = S3Location.Parse(job.OutputUri);
        // A job stopped before it started has no model folder.
        if (Directory.Exists(folder.Model)) await UploadAsync(folder.Model, "model", output, job, cancellationToken);
        if (JobArchive.Files(folder.OutputData).Any()) await UploadAsync(folder.OutputData, "output", output, job, cancellationToken);
        if (job.Request.CheckpointConfig is { } checkpoints)
        {
            await engine.Objects.UploadFolderAsync(TrainingRun.CheckpointFolder(checkpoints, folder), S3Location.Parse(checkpoints.S3Uri), cancellationToken);
        }

        return input.Result;
    }

    private async Task UploadAsync(string source, string name, S3Location output, TrainingJob job, CancellationToken cancellationToken)
    {
        if (job.Request.OutputDataConfig.CompressionType == "NONE")
        {
            await engine.Objects.UploadFolderAsync(source, output.Below(name), cancellationToken);
            return;
        }

        var archive = Path.Combine(engine.FolderOf(job.Arn).Root, $"{name}.tar.gz");
        await JobArchive.CreateAsync(source, archive, cancellationToken);
        await engine.Objects.UploadFileAsync(archive, output.Below($"{name}.tar.gz"), cancellationToken);
    }
}

internal sealed record UploadArtifactsInput(string Arn, TrainingResult Result);
