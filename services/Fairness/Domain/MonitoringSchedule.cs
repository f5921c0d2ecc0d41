using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>A monitoring schedule as stored. Every start and every update is a new generation with a workflow of its own.</summary>
internal sealed record MonitoringSchedule
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required string Status { get; init; }

    public required MonitoringScheduleConfig Config { get; init; }

    public string? EndpointName { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastModifiedTime { get; init; }

    public int Generation { get; init; } = 1;

    public AlertRule Alert { get; init; } = new();

    /// <summary>A schedule has one alert, of its own name.</summary>
    public string AlertName => Name;

    public string Type => Config.MonitoringType ?? MonitoringType.DataQuality;

    /// <summary>The workflow of this generation; the creation time keeps it apart from an earlier schedule of the same name.</summary>
    public string InstanceId => $"monitoring-{Name}-{CreationTime.ToUnixTimeMilliseconds()}-{Generation}";

    /// <summary>In whose name other services are called.</summary>
    public OperationContext Context
    {
        get
        {
            var parts = Arn.Split(':', 6);
            return new OperationContext(parts[3], parts[4], InstanceId, "");
        }
    }

    public static ListedResource Listed(MonitoringSchedule schedule) =>
        new(schedule.Name, schedule.CreationTime, schedule.LastModifiedTime, schedule.Status);
}
