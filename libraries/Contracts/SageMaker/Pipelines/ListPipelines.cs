using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Lists pipelines in pages.</summary>
public sealed record ListPipelinesRequest : IAwsRequest<ListPipelinesResponse>
{
    public static string Target => "SageMaker.ListPipelines";

    [StringLength(256, MinimumLength = 1)] public string? PipelineNamePrefix { get; init; }
    public DateTimeOffset? CreatedAfter { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }
    [AllowedValues("Name", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
}

/// <summary>Answers ListPipelines.</summary>
public sealed record ListPipelinesResponse(IReadOnlyList<PipelineSummary> PipelineSummaries, string? NextToken);

/// <summary>A pipeline in a list.</summary>
public sealed record PipelineSummary
{
    public required string PipelineArn { get; init; }
    public required string PipelineName { get; init; }
    public string? PipelineDisplayName { get; init; }
    public string? PipelineDescription { get; init; }
    public required string RoleArn { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
    public DateTimeOffset? LastExecutionTime { get; init; }
}
