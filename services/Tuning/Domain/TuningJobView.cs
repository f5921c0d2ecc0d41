using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Tuning.Domain;

/// <summary>A tuning job as its operations and events show it.</summary>
internal static class TuningJobView
{
    public static DescribeHyperParameterTuningJobResponse Of(TuningJob job) => new()
    {
        HyperParameterTuningJobName = job.Name,
        HyperParameterTuningJobArn = job.Arn,
        HyperParameterTuningJobConfig = job.Request.HyperParameterTuningJobConfig,
        TrainingJobDefinition = Shown(job, job.Request.TrainingJobDefinition),
        TrainingJobDefinitions = job.Request.TrainingJobDefinitions?.Select(definition => Shown(job, definition)!).ToList(),
        HyperParameterTuningJobStatus = job.Status,
        CreationTime = job.CreationTime,
        HyperParameterTuningEndTime = job.EndTime,
        LastModifiedTime = job.LastModifiedTime,
        TrainingJobStatusCounters = StatusCounters(job),
        ObjectiveStatusCounters = ObjectiveCounters(job),
        BestTrainingJob = job.Best is { } best ? Child(job, best) : null,
        WarmStartConfig = job.Request.WarmStartConfig,
        Autotune = job.Request.Autotune,
        FailureReason = job.FailureReason,
    };

    public static HyperParameterTuningJobSummary Summary(TuningJob job) => new()
    {
        HyperParameterTuningJobName = job.Name,
        HyperParameterTuningJobArn = job.Arn,
        HyperParameterTuningJobStatus = job.Status,
        Strategy = job.Request.HyperParameterTuningJobConfig.Strategy,
        CreationTime = job.CreationTime,
        HyperParameterTuningEndTime = job.EndTime,
        LastModifiedTime = job.LastModifiedTime,
        TrainingJobStatusCounters = StatusCounters(job),
        ObjectiveStatusCounters = ObjectiveCounters(job),
        ResourceLimits = job.Request.HyperParameterTuningJobConfig.ResourceLimits,
    };

    public static HyperParameterTrainingJobSummary Child(TuningJob job, TuningChild child) => new()
    {
        TrainingJobDefinitionName = job.Definition.DefinitionName,
        TrainingJobName = child.Name,
        TrainingJobArn = child.Arn,
        CreationTime = child.CreationTime,
        TrainingStartTime = child.StartTime,
        TrainingEndTime = child.EndTime,
        TrainingJobStatus = child.Status,
        TunedHyperParameters = child.Parameters,
        FailureReason = child.FailureReason,
        FinalHyperParameterTuningJobObjectiveMetric = child.ObjectiveValue is { } value
            ? new() { Type = job.Objective.Type, MetricName = job.Objective.MetricName, Value = value }
            : null,
        ObjectiveStatus = child.ObjectiveStatus,
    };

    // The SDK reads the objective's name back from the static hyperparameters.
    private static HyperParameterTrainingJobDefinition? Shown(TuningJob job, HyperParameterTrainingJobDefinition? definition) =>
        definition is null ? null : definition with { StaticHyperParameters = TrainingRequest.StaticParameters(job, definition) };

    private static TrainingJobStatusCounters StatusCounters(TuningJob job) => new()
    {
        Completed = job.Children.Count(child => child.Status == JobStatus.Completed),
        InProgress = job.Open.Count(),
        NonRetryableError = job.Children.Count(child => child.Status == JobStatus.Failed),
        Stopped = job.Children.Count(child => child.Status == JobStatus.Stopped),
    };

    private static ObjectiveStatusCounters ObjectiveCounters(TuningJob job) => new()
    {
        Succeeded = job.Children.Count(child => child.ObjectiveStatus == ObjectiveStatus.Succeeded),
        Pending = job.Children.Count(child => child.ObjectiveStatus == ObjectiveStatus.Pending),
        Failed = job.Children.Count(child => child.ObjectiveStatus == ObjectiveStatus.Failed),
    };
}
