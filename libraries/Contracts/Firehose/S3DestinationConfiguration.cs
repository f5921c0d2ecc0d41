using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>Delivery to S3 in its plain form; also how a description shows it.</summary>
public sealed record S3DestinationConfiguration
{
    [Required] public string RoleARN { get; init; } = null!;

    [Required, RegularExpression("^arn:aws[a-z-]*:s3:::.+$")] public string BucketARN { get; init; } = null!;

    [MaxLength(1024)] public string? Prefix { get; init; }

    [MaxLength(1024)] public string? ErrorOutputPrefix { get; init; }

    public BufferingHints? BufferingHints { get; init; }

    public string? CompressionFormat { get; init; }

    public EncryptionConfiguration? EncryptionConfiguration { get; init; }

    public CloudWatchLoggingOptions? CloudWatchLoggingOptions { get; init; }
}
