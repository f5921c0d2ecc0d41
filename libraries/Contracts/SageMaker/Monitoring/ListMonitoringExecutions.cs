using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Lists what schedules have run, in pages.</summary>
public sealed record ListMonitoringExecutionsRequest : IAwsRequest<ListMonitoringExecutionsResponse>
{
    public static string Target => "SageMaker.ListMonitoringExecutions";

    [RegularExpression(Names.Resource)] public string? MonitoringScheduleName { get; init; }
    [RegularExpression(Names.Resource)] public string? EndpointName { get; init; }
    [AllowedValues("CreationTime", "ScheduledTime", "Status", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    public DateTimeOffset? ScheduledTimeBefore { get; init; }
    public DateTimeOffset? ScheduledTimeAfter { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? LastModifiedTimeBefore { get; init; }
    public DateTimeOffset? LastModifiedTimeAfter { get; init; }
    [AllowedValues("Pending", "Completed", "CompletedWithViolations", "InProgress", "Failed", "Stopping", "Stopped", null)] public string? StatusEquals { get; init; }
    [RegularExpression(Names.Resource)] public string? MonitoringJobDefinitionName { get; init; }
    [AllowedValues("DataQuality", "ModelQuality", "ModelBias", "ModelExplainability", null)] public string? MonitoringTypeEquals { get; init; }
}

/// <summary>Answers ListMonitoringExecutions.</summary>
public sealed record ListMonitoringExecutionsResponse(IReadOnlyList<MonitoringExecutionSummary> MonitoringExecutionSummaries, string? NextToken);

/// <summary>One run of a schedule.</summary>
public sealed record MonitoringExecutionSummary
{
    public required string MonitoringScheduleName { get; init; }
    public required DateTimeOffset ScheduledTime { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string MonitoringExecutionStatus { get; init; }
    public string? ProcessingJobArn { get; init; }
    public string? EndpointName { get; init; }
    public string? FailureReason { get; init; }
    public string? MonitoringJobDefinitionName { get; init; }
    public string? MonitoringType { get; init; }
}
