using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Stops watching; what runs is finished.</summary>
public sealed record StopMonitoringScheduleRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.StopMonitoringSchedule";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
}
