using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Lists schedules in pages.</summary>
public sealed record ListMonitoringSchedulesRequest : IAwsRequest<ListMonitoringSchedulesResponse>
{
    public static string Target => "SageMaker.ListMonitoringSchedules";

    [RegularExpression(Names.Resource)] public string? EndpointName { get; init; }
    [AllowedValues("Name", "CreationTime", "Status", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? LastModifiedTimeBefore { get; init; }
    public DateTimeOffset? LastModifiedTimeAfter { get; init; }
    [AllowedValues("Pending", "Failed", "Scheduled", "Stopped", null)] public string? StatusEquals { get; init; }
    [RegularExpression(Names.Resource)] public string? MonitoringJobDefinitionName { get; init; }
    [AllowedValues("DataQuality", "ModelQuality", "ModelBias", "ModelExplainability", null)] public string? MonitoringTypeEquals { get; init; }
}

/// <summary>Answers ListMonitoringSchedules.</summary>
public sealed record ListMonitoringSchedulesResponse(IReadOnlyList<MonitoringScheduleSummary> MonitoringScheduleSummaries, string? NextToken);

/// <summary>A schedule in a list.</summary>
public sealed record MonitoringScheduleSummary
{
    public required string MonitoringScheduleName { get; init; }
    public required string MonitoringScheduleArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string MonitoringScheduleStatus { get; init; }
    public string? EndpointName { get; init; }
    public string? MonitoringJobDefinitionName { get; init; }
    public string? MonitoringType { get; init; }
}
