using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Describes a schedule.</summary>
public sealed record DescribeMonitoringScheduleRequest : IAwsRequest<DescribeMonitoringScheduleResponse>
{
    public static string Target => "SageMaker.DescribeMonitoringSchedule";

    [Required, RegularExpression(Names.Resource)] public string MonitoringScheduleName { get; init; } = null!;
}

/// <summary>Answers DescribeMonitoringSchedule.</summary>
public sealed record DescribeMonitoringScheduleResponse
{
    public required string MonitoringScheduleArn { get; init; }
    public required string MonitoringScheduleName { get; init; }
    public required string MonitoringScheduleStatus { get; init; }
    public string? MonitoringType { get; init; }
    public string? FailureReason { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required MonitoringScheduleConfig MonitoringScheduleConfig { get; init; }
    public string? EndpointName { get; init; }
    public MonitoringExecutionSummary? LastMonitoringExecutionSummary { get; init; }
}
