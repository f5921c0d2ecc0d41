using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>Where a training job's artifacts go.</summary>
public sealed record OutputDataConfig
{
    [StringLength(2048)] public string? KmsKeyId { get; init; }
    [Required, StringLength(1024), RegularExpression(Names.S3Uri)] public string S3OutputPath { get; init; } = null!;
    [AllowedValues("GZIP", "NONE", null)] public string? CompressionType { get; init; }
}

/// <summary>The machines a job asks for; recorded and shown, everything runs on this one.</summary>
public sealed record ResourceConfig
{
    public string? InstanceType { get; init; }
    [Range(0, int.MaxValue)] public int? InstanceCount { get; init; }
    [Range(0, int.MaxValue)] public int? VolumeSizeInGB { get; init; }
    public string? VolumeKmsKeyId { get; init; }
    [Range(0, 21600)] public int? KeepAlivePeriodInSeconds { get; init; }
    public IReadOnlyList<InstanceGroup>? InstanceGroups { get; init; }
}

public sealed record InstanceGroup
{
    [Required] public string InstanceType { get; init; } = null!;
    [Required, Range(0, int.MaxValue)] public int? InstanceCount { get; init; }
    [Required] public string InstanceGroupName { get; init; } = null!;
}

/// <summary>How long a training job may run, and how long it may wait.</summary>
public sealed record StoppingCondition
{
    [Range(1, int.MaxValue)] public int? MaxRuntimeInSeconds { get; init; }
    [Range(1, int.MaxValue)] public int? MaxWaitTimeInSeconds { get; init; }
    [Range(7200, 2419200)] public int? MaxPendingTimeInSeconds { get; init; }
}

/// <summary>Where checkpoints are kept between the runs of a job.</summary>
public sealed record CheckpointConfig
{
    [Required, StringLength(1024), RegularExpression(Names.S3Uri)] public string S3Uri { get; init; } = null!;
    [StringLength(4096)] public string? LocalPath { get; init; }
}

public sealed record RetryStrategy
{
    [Required, Range(1, 30)] public int? MaximumRetryAttempts { get; init; }
}

/// <summary>A debugger or profiler rule; recorded and shown.</summary>
public sealed record RuleConfiguration
{
    [Required, StringLength(256, MinimumLength = 1)] public string RuleConfigurationName { get; init; } = null!;
    public string? LocalPath { get; init; }
    public string? S3OutputPath { get; init; }
    [Required, StringLength(255)] public string RuleEvaluatorImage { get; init; } = null!;
    public string? InstanceType { get; init; }
    public int? VolumeSizeInGB { get; init; }
    public IReadOnlyDictionary<string, string>? RuleParameters { get; init; }
}

/// <summary>What a rule found out.</summary>
public sealed record RuleEvaluationStatus
{
    public required string RuleConfigurationName { get; init; }
    [System.Text.Json.Serialization.JsonPropertyName("RuleEvaluationStatus")] public required string Status { get; init; }
    public DateTimeOffset? LastModifiedTime { get; init; }
}
