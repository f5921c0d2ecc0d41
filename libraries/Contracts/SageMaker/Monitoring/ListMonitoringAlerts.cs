using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Lists the alerts of a schedule in pages.</summary>
public sealed record ListMonitoringAlertsRequest : IAwsRequest<ListMonitoringAlertsResponse>
{
    public static string Target => "SageMaker.ListMonitoringAlerts";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
}

/// <summary>Answers ListMonitoringAlerts.</summary>
public sealed record ListMonitoringAlertsResponse(IReadOnlyList<MonitoringAlertSummary> MonitoringAlertSummaries, string? NextToken);

/// <summary>An alert: how many of the latest runs must have found violations, and whether they have.</summary>
public sealed record MonitoringAlertSummary
{
    public required string MonitoringAlertName { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string AlertStatus { get; init; }
    public required int DatapointsToAlert { get; init; }
    public required int EvaluationPeriod { get; init; }
    public required MonitoringAlertActions Actions { get; init; }
}

/// <summary>What an alert does beside telling its event.</summary>
public sealed record MonitoringAlertActions
{
    public ModelDashboardIndicatorAction? ModelDashboardIndicator { get; init; }
}

/// <summary>Whether a dashboard of models shows the alert.</summary>
public sealed record ModelDashboardIndicatorAction
{
    public bool? Enabled { get; init; }
}
