using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Lists the executions of a pipeline in pages.</summary>
public sealed record ListPipelineExecutionsRequest : IAwsRequest<ListPipelineExecutionsResponse>
{
    public static string Target => "SageMaker.ListPipelineExecutions";

    /// <summary>The name or the ARN.</summary>
    [Required, StringLength(2048, MinimumLength = 1)] public string PipelineName { get; init; } = null!;
    public DateTimeOffset? CreatedAfter { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }
    [AllowedValues("CreationTime", "PipelineExecutionArn", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
}

/// <summary>Answers ListPipelineExecutions.</summary>
public sealed record ListPipelineExecutionsResponse(IReadOnlyList<PipelineExecutionSummary> PipelineExecutionSummaries, string? NextToken);

/// <summary>An execution in a list.</summary>
public sealed record PipelineExecutionSummary
{
    public required string PipelineExecutionArn { get; init; }
    public DateTimeOffset StartTime { get; init; }
    public required string PipelineExecutionStatus { get; init; }
    public string? PipelineExecutionDescription { get; init; }
    public string? PipelineExecutionDisplayName { get; init; }
    public string? PipelineExecutionFailureReason { get; init; }
}
