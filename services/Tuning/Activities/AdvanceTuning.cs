using MlPlatform.Tuning.Domain;

namespace MlPlatform.Tuning.Activities;

/// <summary>One turn of a tuning job. What it decides is stored before it acts, and acting twice is acting once, so it may be repeated at any point.</summary>
internal sealed class AdvanceTuning(TuningJobs jobs, ITrainingService training, IHostApplicationLifetime lifetime) : WorkflowActivity<string, bool>
{
    /// <returns>Whether the job is over.</returns>
    public override async Task<bool> RunAsync(WorkflowActivityContext context, string arn)
    {
        var cancellationToken = lifetime.ApplicationStopping;
        var job = await jobs.GetAsync(arn, cancellationToken);
        var seen = await ObserveAsync(job, cancellationToken);
        job = await jobs.ChangeAsync(arn, (current, now) => TuningTurn.Next(current.Observe(seen, now), now), cancellationToken);
        var known = seen.Select(child => child.Number).ToHashSet();
        var ended = TuningTurn.StopsWhatRuns(job)
            ? await StopAsync(job, known, cancellationToken)
            : await CreateAsync(job, known, cancellationToken);
        if (ended.Count == 0) return job.IsFinal;

        // Some ended without ever running, so there will be no event: look again at once.
        await jobs.ChangeAsync(arn, (current, now) => current.Observe(ended, now), cancellationToken);
        return await RunAsync(context, arn);
    }

    /// <summary>How the open training jobs stand; one that does not exist yet is left out.</summary>
    private async Task<IReadOnlyCollection<TuningChild>> ObserveAsync(TuningJob job, CancellationToken cancellationToken)
    {
        var looks = job.Open.Select(async child => await training.FindAsync(job, child.Name, cancellationToken) is { } found
            ? child.With(found, job.Objective.MetricName)
            : null);
        return [.. (await Task.WhenAll(looks)).OfType<TuningChild>()];
    }

    /// <returns>Those that were refused.</returns>
    private async Task<List<TuningChild>> CreateAsync(TuningJob job, HashSet<int> known, CancellationToken cancellationToken)
    {
        var refused = new List<TuningChild>();
        foreach (var child in job.Open.Where(child => !known.Contains(child.Number)))
        {
            if (await training.CreateAsync(job, TrainingRequest.Of(job, child), cancellationToken) is { } reason) refused.Add(child.Refused(reason));
        }

        return refused;
    }

    /// <returns>Those that never started.</returns>
    private async Task<List<TuningChild>> StopAsync(TuningJob job, HashSet<int> known, CancellationToken cancellationToken)
    {
        foreach (var child in job.Open.Where(child => known.Contains(child.Number))) await training.StopAsync(job, child.Name, cancellationToken);
        return [.. job.Open.Where(child => !known.Contains(child.Number)).Select(child => child.NeverStarted())];
    }
}
