using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Says how many of how many latest runs must have found violations for an alert.</summary>
public sealed record UpdateMonitoringAlertRequest : IAwsRequest<UpdateMonitoringAlertResponse>
{
    public static string Target => "SageMaker.UpdateMonitoringAlert";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
    [Required, RegularExpression(Names.Resource)] public string MonitoringAlertName { get; init; } = null!;
    [Required, Range(1, 100)] public int? DatapointsToAlert { get; init; }
    [Required, Range(1, 100)] public int? EvaluationPeriod { get; init; }
}

/// <summary>Answers UpdateMonitoringAlert.</summary>
public sealed record UpdateMonitoringAlertResponse(string MonitoringScheduleArn, string MonitoringAlertName);
