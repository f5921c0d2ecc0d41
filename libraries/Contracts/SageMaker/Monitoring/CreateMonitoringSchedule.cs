using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Starts watching.</summary>
public sealed record CreateMonitoringScheduleRequest : IAwsRequest<CreateMonitoringScheduleResponse>
{
    public static string Target => "SageMaker.CreateMonitoringSchedule";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
    [Required] public MonitoringScheduleConfig MonitoringScheduleConfig { get; init; } = null!;
    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateMonitoringSchedule.</summary>
public sealed record CreateMonitoringScheduleResponse(string MonitoringScheduleArn);
