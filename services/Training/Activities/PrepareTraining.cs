using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.Training.Domain;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Activities;

/// <summary>Fills the job's folder: channels, checkpoints, configuration files and, in script mode, the script.</summary>
internal sealed class PrepareTraining(TrainingJobs jobs, JobEngine engine, TimeProvider time, IHostApplicationLifetime lifetime) : TrainingActivity<string>(lifetime)
{
    protected override async Task<TrainingResult> RunAsync(string arn, CancellationToken cancellationToken)
    {
        var job = await jobs.ChangeAsync(arn, (current, now) => current.Enter(SecondaryStatus.Downloading, now), cancellationToken);
        var folder = engine.FolderOf(arn);
        if (job.Status == JobStatus.InProgress) await folder.OnceAsync("prepared", () => FillAsync(job, folder, cancellationToken), time, cancellationToken);
        return new(JobEnd.Completed, null);
    }

    private async Task FillAsync(TrainingJob job, JobFolder folder, CancellationToken cancellationToken)
    {
        foreach (var channel in job.Request.InputDataConfig ?? [])
        {
            var s3 = channel.DataSource.S3DataSource!;
            var source = InputSource.Create(s3.S3Uri, s3.S3DataType, channel.CompressionType);
            await engine.Objects.DownloadAsync(source, folder.Channel(channel.ChannelName), cancellationToken);
        }

        Directory.CreateDirectory(folder.Checkpoints);
        if (job.Request.CheckpointConfig is { } checkpoints)
        {
            await engine.Objects.DownloadIfAnyAsync(S3Location.Parse(checkpoints.S3Uri), TrainingRun.CheckpointFolder(checkpoints, folder), cancellationToken);
        }

        await TrainingConfiguration.WriteAsync(job, folder, cancellationToken);
        var script = ScriptMode.Find(job.Request.HyperParameters ?? new Dictionary<string, string>());
        if (script is not null) await script.UnpackAsync(folder, engine.Objects, cancellationToken);
    }
}
