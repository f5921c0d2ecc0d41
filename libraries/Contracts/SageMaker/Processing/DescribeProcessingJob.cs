using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

public sealed record DescribeProcessingJobRequest : IAwsRequest<DescribeProcessingJobResponse>
{
    public static string Target => "SageMaker.DescribeProcessingJob";

    [Required, RegularExpression(Names.Resource)] public string ProcessingJobName { get; init; } = null!;
}

/// <summary>A processing job as it stands: what was asked for, how far it is, what it said at the end.</summary>
public sealed record DescribeProcessingJobResponse
{
    public required IReadOnlyList<ProcessingInput> ProcessingInputs { get; init; }
    public required ProcessingOutputConfig ProcessingOutputConfig { get; init; }
    public required string ProcessingJobName { get; init; }
    public required ProcessingResources ProcessingResources { get; init; }
    public required ProcessingStoppingCondition StoppingCondition { get; init; }
    public required AppSpecification AppSpecification { get; init; }
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
    public JsonElement? NetworkConfig { get; init; }
    public required string RoleArn { get; init; }
    public JsonElement? ExperimentConfig { get; init; }
    public required string ProcessingJobArn { get; init; }
    public required string ProcessingJobStatus { get; init; }
    public string? ExitMessage { get; init; }
    public string? FailureReason { get; init; }
    public DateTimeOffset? ProcessingEndTime { get; init; }
    public DateTimeOffset? ProcessingStartTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
}
