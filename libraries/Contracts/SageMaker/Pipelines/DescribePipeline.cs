using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Describes a pipeline; the definition comes back as it was given.</summary>
public sealed record DescribePipelineRequest : IAwsRequest<DescribePipelineResponse>
{
    public static string Target => "SageMaker.DescribePipeline";

    /// <summary>The name or the ARN.</summary>
    [Required, StringLength(2048, MinimumLength = 1)] public string PipelineName { get; init; } = null!;
}

/// <summary>Answers DescribePipeline.</summary>
public sealed record DescribePipelineResponse
{
    public required string PipelineArn { get; init; }
    public required string PipelineName { get; init; }
    public string? PipelineDisplayName { get; init; }
    public required string PipelineDefinition { get; init; }
    public string? PipelineDescription { get; init; }
    public required string RoleArn { get; init; }
    public required string PipelineStatus { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
    public DateTimeOffset? LastRunTime { get; init; }
    public ParallelismConfiguration? ParallelismConfiguration { get; init; }
}
