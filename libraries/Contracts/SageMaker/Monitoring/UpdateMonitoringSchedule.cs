using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Replaces the configuration of a schedule.</summary>
public sealed record UpdateMonitoringScheduleRequest : IAwsRequest<UpdateMonitoringScheduleResponse>
{
    public static string Target => "SageMaker.UpdateMonitoringSchedule";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
    [Required] public MonitoringScheduleConfig MonitoringScheduleConfig { get; init; } = null!;
}

/// <summary>Answers UpdateMonitoringSchedule.</summary>
public sealed record UpdateMonitoringScheduleResponse(string MonitoringScheduleArn);
