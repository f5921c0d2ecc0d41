using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Lists definitions in pages.</summary>
public sealed record ListDataQualityJobDefinitionsRequest : IAwsRequest<ListDataQualityJobDefinitionsResponse>
{
    public static string Target => "SageMaker.ListDataQualityJobDefinitions";

    [RegularExpression(Names.Resource)] public string? EndpointName { get; init; }
    [AllowedValues("Name", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
}

/// <summary>Answers ListDataQualityJobDefinitions.</summary>
public sealed record ListDataQualityJobDefinitionsResponse(IReadOnlyList<MonitoringJobDefinitionSummary> JobDefinitionSummaries, string? NextToken);

/// <summary>A definition in a list.</summary>
public sealed record MonitoringJobDefinitionSummary
{
    public required string MonitoringJobDefinitionName { get; init; }
    public required string MonitoringJobDefinitionArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required string EndpointName { get; init; }
}
