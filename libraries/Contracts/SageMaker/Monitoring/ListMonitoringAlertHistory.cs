using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Lists when alerts changed, in pages.</summary>
public sealed record ListMonitoringAlertHistoryRequest : IAwsRequest<ListMonitoringAlertHistoryResponse>
{
    public static string Target => "SageMaker.ListMonitoringAlertHistory";

    [RegularExpression(Names.Resource)] public string? MonitoringScheduleName { get; init; }
    [RegularExpression(Names.Resource)] public string? MonitoringAlertName { get; init; }
    [AllowedValues("CreationTime", "Status", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
    [AllowedValues("InAlert", "OK", null)] public string? StatusEquals { get; init; }
}

/// <summary>Answers ListMonitoringAlertHistory.</summary>
public sealed record ListMonitoringAlertHistoryResponse(IReadOnlyList<MonitoringAlertHistorySummary> MonitoringAlertHistory, string? NextToken);

/// <summary>One change of an alert.</summary>
public sealed record MonitoringAlertHistorySummary
{
    public required string MonitoringScheduleName { get; init; }
    public required string MonitoringAlertName { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required string AlertStatus { get; init; }
}
