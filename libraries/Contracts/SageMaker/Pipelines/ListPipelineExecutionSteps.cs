using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Lists the steps an execution has started, in pages.</summary>
public sealed record ListPipelineExecutionStepsRequest : IAwsRequest<ListPipelineExecutionStepsResponse>
{
    public static string Target => "SageMaker.ListPipelineExecutionSteps";

    [Required, StringLength(2048)] public string PipelineExecutionArn { get; init; } = null!;
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
}

/// <summary>Answers ListPipelineExecutionSteps.</summary>
public sealed record ListPipelineExecutionStepsResponse(IReadOnlyList<PipelineExecutionStep> PipelineExecutionSteps, string? NextToken);

/// <summary>A step of an execution.</summary>
public sealed record PipelineExecutionStep
{
    public required string StepName { get; init; }
    public string? StepDisplayName { get; init; }
    public string? StepDescription { get; init; }
    public DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public required string StepStatus { get; init; }
    public int AttemptCount { get; init; }
    public string? FailureReason { get; init; }
    public PipelineExecutionStepMetadata? Metadata { get; init; }
}

/// <summary>What a step made; one member is set, by the type of the step.</summary>
public sealed record PipelineExecutionStepMetadata
{
    public StepResource? TrainingJob { get; init; }
    public StepResource? ProcessingJob { get; init; }
    public StepResource? TuningJob { get; init; }
    public StepResource? Model { get; init; }
    public StepResource? RegisterModel { get; init; }
    public ConditionOutcome? Condition { get; init; }
    public FailMessage? Fail { get; init; }
}

/// <summary>The resource behind a step.</summary>
public sealed record StepResource(string Arn);

/// <summary>The outcome of a condition step: True or False.</summary>
public sealed record ConditionOutcome(string Outcome);

/// <summary>The message of a fail step.</summary>
public sealed record FailMessage(string ErrorMessage);
