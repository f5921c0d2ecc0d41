using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.Training.Domain;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Activities;

/// <summary>Runs the training program to its end, or picks up one that runs already, and reads its metrics.</summary>
internal sealed class RunTraining(TrainingJobs jobs, JobEngine engine, IHostApplicationLifetime lifetime) : TrainingActivity<string>(lifetime)
{
    protected override async Task<TrainingResult> RunAsync(string arn, CancellationToken cancellationToken)
    {
        var job = await jobs.ChangeAsync(arn, (current, now) => current.Enter(SecondaryStatus.Training, now), cancellationToken);
        var folder = engine.FolderOf(arn);
        if (job.Status == JobStatus.Stopping) folder.RequestStop();
        var outcome = await engine.RunAsync(await TrainingRun.CreateAsync(job, folder, engine), cancellationToken);
        var metrics = new MetricReader(MetricReader.DefinitionsOf(job.Request.AlgorithmSpecification) ?? [])
            .Read(JobLog.Read(folder.Attempt(outcome.Attempt)), outcome.EndedAt);
        if (metrics.Count > 0) await jobs.ChangeAsync(arn, (current, _) => WithMetrics(current, metrics), cancellationToken);
        return new(outcome.End, FailureReasons.For(outcome, folder));
    }

    private static TrainingJob WithMetrics(TrainingJob job, IReadOnlyList<MetricData> metrics) =>
        job.FinalMetrics is null ? job with { FinalMetrics = metrics } : job;
}
