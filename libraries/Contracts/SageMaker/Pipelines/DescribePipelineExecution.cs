using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Describes an execution.</summary>
public sealed record DescribePipelineExecutionRequest : IAwsRequest<DescribePipelineExecutionResponse>
{
    public static string Target => "SageMaker.DescribePipelineExecution";

    [Required, StringLength(2048)] public string PipelineExecutionArn { get; init; } = null!;
}

/// <summary>Answers DescribePipelineExecution.</summary>
public sealed record DescribePipelineExecutionResponse
{
    public required string PipelineArn { get; init; }
    public required string PipelineExecutionArn { get; init; }
    public string? PipelineExecutionDisplayName { get; init; }
    public required string PipelineExecutionStatus { get; init; }
    public string? PipelineExecutionDescription { get; init; }
    public string? FailureReason { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
    public ParallelismConfiguration? ParallelismConfiguration { get; init; }
}
