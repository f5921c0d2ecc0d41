using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Where the baseline of a model's quality, bias or attributions lies: a file of constraints, or the job that wrote it.</summary>
public record ModelBaselineConfig
{
    [RegularExpression(Names.Resource)] public string? BaseliningJobName { get; init; }
    public MonitoringResource? ConstraintsResource { get; init; }
}

/// <summary>Where the baseline of the data lies: files of constraints and statistics, or the job that wrote them.</summary>
public sealed record MonitoringBaselineConfig : ModelBaselineConfig
{
    public MonitoringResource? StatisticsResource { get; init; }
}

/// <summary>A file of a baseline.</summary>
public sealed record MonitoringResource
{
    [StringLength(1024), RegularExpression(Names.S3Uri)] public string? S3Uri { get; init; }
}

/// <summary>What is watched: an endpoint's captured requests, or the captured data of batch transforms.</summary>
public record MonitoringInput
{
    public EndpointInput? EndpointInput { get; init; }
    public BatchTransformInput? BatchTransformInput { get; init; }
}

/// <summary>What is watched, and what turned out to be true.</summary>
public sealed record GroundTruthInput : MonitoringInput
{
    [Required] public MonitoringGroundTruthS3Input GroundTruthS3Input { get; init; } = null!;
}

/// <summary>Where labels are put as they become known: below it by <c>yyyy/mm/dd/hh</c>, lines of JSON with the id of the request.</summary>
public sealed record MonitoringGroundTruthS3Input
{
    [Required, StringLength(512), RegularExpression(Names.S3Uri)] public string S3Uri { get; init; } = null!;
}

/// <summary>How captured data reaches the analyzer, and where features and predictions are in it.</summary>
public abstract record CapturedInput
{
    [Required, StringLength(256)] public string LocalPath { get; init; } = null!;
    [AllowedValues("Pipe", "File", null)] public string? S3InputMode { get; init; }
    [AllowedValues("FullyReplicated", "ShardedByS3Key", null)] public string? S3DataDistributionType { get; init; }
    [StringLength(256)] public string? FeaturesAttribute { get; init; }
    [StringLength(256)] public string? InferenceAttribute { get; init; }
    [StringLength(256)] public string? ProbabilityAttribute { get; init; }
    public double? ProbabilityThresholdAttribute { get; init; }
    [StringLength(15, MinimumLength = 1), RegularExpression(".?P.*")] public string? StartTimeOffset { get; init; }
    [StringLength(15, MinimumLength = 1), RegularExpression(".?P.*")] public string? EndTimeOffset { get; init; }
    [StringLength(100)] public string? ExcludeFeaturesAttribute { get; init; }
}

/// <summary>The captured requests of an endpoint.</summary>
public sealed record EndpointInput : CapturedInput
{
    [Required, RegularExpression(Names.Resource)] public string EndpointName { get; init; } = null!;
}

/// <summary>Data that batch transforms captured.</summary>
public sealed record BatchTransformInput : CapturedInput
{
    [Required, StringLength(512), RegularExpression(Names.S3Uri)] public string DataCapturedDestinationS3Uri { get; init; } = null!;
    [Required] public MonitoringDatasetFormat DatasetFormat { get; init; } = null!;
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
