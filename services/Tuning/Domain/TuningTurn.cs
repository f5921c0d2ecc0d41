using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Tuning.Domain;

/// <summary>The rules of a tuning job's progress: which training jobs to add, and when it is over.</summary>
internal static class TuningTurn
{
    /// <summary>The job with new training jobs where there is room, or at its end; the same job when there is nothing to do but wait.</summary>
    public static TuningJob Next(TuningJob job, DateTimeOffset now)
    {
        if (job.IsFinal) return job;
        var limits = job.Request.HyperParameterTuningJobConfig.ResourceLimits;
        if (limits.MaxRuntimeInSeconds is { } seconds && now - job.CreationTime >= TimeSpan.FromSeconds(seconds)) job = job.RequestStop(now);
        if (AddsMore(job)) job = Add(job, limits.MaxParallelTrainingJobs!.Value, now);
        return job.Open.Any() ? job : End(job, now);
    }

    /// <summary>Whether what still runs is to be stopped.</summary>
    public static bool StopsWhatRuns(TuningJob job) => job.Status == JobStatus.Stopping || TargetReached(job);

    private static bool AddsMore(TuningJob job) => job.Status == JobStatus.InProgress && !TargetReached(job);

    private static TuningJob Add(TuningJob job, int parallel, DateTimeOffset now)
    {
        var plan = SearchPlan.Of(job);
        var children = job.Children.ToList();
        for (var open = job.Open.Count(); open < parallel && plan.Next(children.Count) is { } parameters; open++)
        {
            children.Add(TrainingRequest.Plan(job, children.Count, parameters, now));
        }

        return children.Count == job.Children.Count ? job : job with { Children = children, LastModifiedTime = now };
    }

    private static TuningJob End(TuningJob job, DateTimeOffset now)
    {
        if (job.Status == JobStatus.Stopping) return job.Finish(JobStatus.Stopped, null, now);
        return job.Best is null
            ? job.Finish(JobStatus.Failed, $"No training job gave a value of the objective {job.Objective.MetricName}. {FirstReason(job)}".TrimEnd(), now)
            : job.Finish(JobStatus.Completed, null, now);
    }

    private static bool TargetReached(TuningJob job)
    {
        if (job.Request.HyperParameterTuningJobConfig.TuningJobCompletionCriteria?.TargetObjectiveMetricValue is not { } target) return false;
        if (job.Best?.ObjectiveValue is not { } best) return false;
        return job.Objective.Type == HyperParameterTuningJobObjective.Maximize ? best >= target : best <= target;
    }

    private static string? FirstReason(TuningJob job)
    {
        var failed = job.Children.FirstOrDefault(child => child.FailureReason is not null);
        return failed is null ? null : $"{failed.Name}: {failed.FailureReason}";
    }
}
