using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Goes on watching after a stop.</summary>
public sealed record StartMonitoringScheduleRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.StartMonitoringSchedule";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
}
