namespace MlPlatform.Contracts.SageMaker;

/// <summary>One training job of a tuning job.</summary>
public sealed record HyperParameterTrainingJobSummary
{
    public string? TrainingJobDefinitionName { get; init; }
    public required string TrainingJobName { get; init; }
    public required string TrainingJobArn { get; init; }
    public string? TuningJobName { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? TrainingStartTime { get; init; }
    public DateTimeOffset? TrainingEndTime { get; init; }
    public required string TrainingJobStatus { get; init; }
    public required IReadOnlyDictionary<string, string> TunedHyperParameters { get; init; }
    public string? FailureReason { get; init; }
    public FinalObjectiveMetric? FinalHyperParameterTuningJobObjectiveMetric { get; init; }
    public required string ObjectiveStatus { get; init; }
}

/// <summary>The objective's last value in one training job.</summary>
public sealed record FinalObjectiveMetric
{
    public string? Type { get; init; }
    public required string MetricName { get; init; }
    public required double Value { get; init; }
}

/// <summary>The values of ObjectiveStatus.</summary>
public static class ObjectiveStatus
{
    public const string Succeeded = "Succeeded";
    public const string Pending = "Pending";
    public const string Failed = "Failed";
}
