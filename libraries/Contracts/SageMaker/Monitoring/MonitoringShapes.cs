using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Where the baseline lies: files, or the job that wrote them.</summary>
public sealed record MonitoringBaselineConfig
{
    [RegularExpression(Names.Resource)] public string? BaseliningJobName { get; init; }
    public MonitoringResource? ConstraintsResource { get; init; }
    public MonitoringResource? StatisticsResource { get; init; }
}

/// <summary>A file of a baseline.</summary>
public sealed record MonitoringResource
{
    [StringLength(1024), RegularExpression(Names.S3Uri)] public string? S3Uri { get; init; }
}

/// <summary>What is watched: an endpoint's captured requests, or the captured data of batch transforms.</summary>
public sealed record MonitoringInput
{
    public EndpointInput? EndpointInput { get; init; }
    public BatchTransformInput? BatchTransformInput { get; init; }
}

/// <summary>The captured requests of an endpoint.</summary>
public sealed record EndpointInput
{
    [Required, RegularExpression(Names.Resource)] public string EndpointName { get; init; } = null!;
    [Required, StringLength(256)] public string LocalPath { get; init; } = null!;
    [AllowedValues("Pipe", "File", null)] public string? S3InputMode { get; init; }
    [AllowedValues("FullyReplicated", "ShardedByS3Key", null)] public string? S3DataDistributionType { get; init; }
    public string? FeaturesAttribute { get; init; }
    public string? InferenceAttribute { get; init; }
    public string? ProbabilityAttribute { get; init; }
    public double? ProbabilityThresholdAttribute { get; init; }
    public string? StartTimeOffset { get; init; }
    public string? EndTimeOffset { get; init; }
    public string? ExcludeFeaturesAttribute { get; init; }
}

/// <summary>Data that batch transforms captured.</summary>
public sealed record BatchTransformInput
{
    [Required, StringLength(512), RegularExpression(Names.S3Uri)] public string DataCapturedDestinationS3Uri { get; init; } = null!;
    [Required] public MonitoringDatasetFormat DatasetFormat { get; init; } = null!;
    [Required, StringLength(256)] public string LocalPath { get; init; } = null!;
    [AllowedValues("Pipe", "File", null)] public string? S3InputMode { get; init; }
    [AllowedValues("FullyReplicated", "ShardedByS3Key", null)] public string? S3DataDistributionType { get; init; }
    public string? FeaturesAttribute { get; init; }
    public string? InferenceAttribute { get; init; }
    public string? ProbabilityAttribute { get; init; }
    public double? ProbabilityThresholdAttribute { get; init; }
    public string? StartTimeOffset { get; init; }
    public string? EndTimeOffset { get; init; }
    public string? ExcludeFeaturesAttribute { get; init; }
}

/// <summary>How the data is written; one member is set.</summary>
public sealed record MonitoringDatasetFormat
{
    public MonitoringCsvFormat? Csv { get; init; }
    public MonitoringJsonFormat? Json { get; init; }
    public MonitoringParquetFormat? Parquet { get; init; }
}

public sealed record MonitoringCsvFormat
{
    public bool? Header { get; init; }
}

public sealed record MonitoringJsonFormat
{
    public bool? Line { get; init; }
}

public sealed record MonitoringParquetFormat;

/// <summary>Where reports go.</summary>
public sealed record MonitoringOutputConfig
{
    [Required, MinLength(1), MaxLength(1)] public IReadOnlyList<MonitoringOutput> MonitoringOutputs { get; init; } = null!;
    public string? KmsKeyId { get; init; }
}

public sealed record MonitoringOutput
{
    [Required] public MonitoringS3Output S3Output { get; init; } = null!;
}

public sealed record MonitoringS3Output
{
    [Required, StringLength(512), RegularExpression(Names.S3Uri)] public string S3Uri { get; init; } = null!;
    [Required, StringLength(256)] public string LocalPath { get; init; } = null!;
    [AllowedValues("Continuous", "EndOfJob", null)] public string? S3UploadMode { get; init; }
}

public sealed record MonitoringStoppingCondition
{
    [Required, Range(1, 86400)] public int? MaxRuntimeInSeconds { get; init; }
}
