using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.Firehose;

/// <summary>Delivery to S3 with processing; also how a description shows it.</summary>
public sealed record ExtendedS3DestinationConfiguration
{
    [Required] public string RoleARN { get; init; } = null!;

    [Required, RegularExpression("^arn:aws[a-z-]*:s3:::.+$")] public string BucketARN { get; init; } = null!;

    [MaxLength(1024)] public string? Prefix { get; init; }

    [MaxLength(1024)] public string? ErrorOutputPrefix { get; init; }

    public BufferingHints? BufferingHints { get; init; }

    public string? CompressionFormat { get; init; }

    public EncryptionConfiguration? EncryptionConfiguration { get; init; }

    public CloudWatchLoggingOptions? CloudWatchLoggingOptions { get; init; }

    public ProcessingConfiguration? ProcessingConfiguration { get; init; }

    [AllowedValues(null, "Disabled", "Enabled")] public string? S3BackupMode { get; init; }

    public JsonElement? DataFormatConversionConfiguration { get; init; }

    public JsonElement? DynamicPartitioningConfiguration { get; init; }

    [RegularExpression(@"^$|^\.[0-9a-z!\-_.*'()]+$")] public string? FileExtension { get; init; }

    public string? CustomTimeZone { get; init; }
}

/// <summary>What is done to records on their way.</summary>
public sealed record ProcessingConfiguration
{
    public bool? Enabled { get; init; }

    public IReadOnlyList<Processor>? Processors { get; init; }
}

/// <summary>One step of processing.</summary>
public sealed record Processor
{
    [Required] public string Type { get; init; } = null!;

    public IReadOnlyList<ProcessorParameter>? Parameters { get; init; }
}

/// <summary>A setting of a processor.</summary>
public sealed record ProcessorParameter
{
    [Required] public string ParameterName { get; init; } = null!;

    [Required] public string ParameterValue { get; init; } = null!;
}
