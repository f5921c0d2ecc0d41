using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Deletes a schedule and what it recorded.</summary>
public sealed record DeleteMonitoringScheduleRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteMonitoringSchedule";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
}
