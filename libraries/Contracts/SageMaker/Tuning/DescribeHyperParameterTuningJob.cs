using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

public sealed record DescribeHyperParameterTuningJobRequest : IAwsRequest<DescribeHyperParameterTuningJobResponse>
{
    public static string Target => "SageMaker.DescribeHyperParameterTuningJob";

    [Required, RegularExpression(Names.TuningJob)] public string HyperParameterTuningJobName { get; init; } = null!;
}

/// <summary>A tuning job as it stands.</summary>
public sealed record DescribeHyperParameterTuningJobResponse
{
    public required string HyperParameterTuningJobName { get; init; }
    public required string HyperParameterTuningJobArn { get; init; }
    public required HyperParameterTuningJobConfig HyperParameterTuningJobConfig { get; init; }
    public HyperParameterTrainingJobDefinition? TrainingJobDefinition { get; init; }
    public IReadOnlyList<HyperParameterTrainingJobDefinition>? TrainingJobDefinitions { get; init; }
    public required string HyperParameterTuningJobStatus { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? HyperParameterTuningEndTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required TrainingJobStatusCounters TrainingJobStatusCounters { get; init; }
    public required ObjectiveStatusCounters ObjectiveStatusCounters { get; init; }
    public HyperParameterTrainingJobSummary? BestTrainingJob { get; init; }
    public JsonElement? WarmStartConfig { get; init; }
    public JsonElement? Autotune { get; init; }
    public string? FailureReason { get; init; }
}

/// <summary>How many training jobs of a tuning job stand where.</summary>
public sealed record TrainingJobStatusCounters
{
    public int Completed { get; init; }
    public int InProgress { get; init; }
    public int RetryableError { get; init; }
    public int NonRetryableError { get; init; }
    public int Stopped { get; init; }
}

/// <summary>How many training jobs of a tuning job gave a value of the objective.</summary>
public sealed record ObjectiveStatusCounters
{
    public int Succeeded { get; init; }
    public int Pending { get; init; }
    public int Failed { get; init; }
}
