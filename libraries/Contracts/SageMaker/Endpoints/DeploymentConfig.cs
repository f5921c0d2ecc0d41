using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>How an endpoint moves to a new configuration, and what turns it back.</summary>
public sealed record DeploymentConfig
{
    public BlueGreenUpdatePolicy? BlueGreenUpdatePolicy { get; init; }
    public JsonElement? RollingUpdatePolicy { get; init; }
    public AutoRollbackConfig? AutoRollbackConfiguration { get; init; }
}

/// <summary>A new fleet beside the old one, and traffic moved from one to the other.</summary>
public sealed record BlueGreenUpdatePolicy
{
    [Required] public TrafficRoutingConfig TrafficRoutingConfiguration { get; init; } = null!;
    [Range(0, 3600)] public int? TerminationWaitInSeconds { get; init; }
    [Range(600, 28800)] public int? MaximumExecutionTimeoutInSeconds { get; init; }
}

/// <summary>In which steps traffic moves.</summary>
public sealed record TrafficRoutingConfig
{
    [Required, AllowedValues("ALL_AT_ONCE", "CANARY", "LINEAR")] public string Type { get; init; } = null!;
    [Required, Range(0, 3600)] public int? WaitIntervalInSeconds { get; init; }
    public CapacitySize? CanarySize { get; init; }
    public CapacitySize? LinearStepSize { get; init; }
}

/// <summary>A part of the fleet, by count or per cent.</summary>
public sealed record CapacitySize
{
    [Required, AllowedValues("INSTANCE_COUNT", "CAPACITY_PERCENT")] public string Type { get; init; } = null!;
    [Required, Range(1, int.MaxValue)] public int? Value { get; init; }
}

/// <summary>Alarms that turn a deployment back.</summary>
public sealed record AutoRollbackConfig
{
    [MaxLength(10)] public IReadOnlyList<Alarm>? Alarms { get; init; }
}

/// <summary>An alarm by name.</summary>
public sealed record Alarm
{
    [StringLength(255, MinimumLength = 1)] public string? AlarmName { get; init; }
}
