using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>What a destination may ask for; what is not done here is refused when the stream is made, not ignored.</summary>
internal static class DestinationRules
{
    public const string Gzip = "GZIP";
    public const string Uncompressed = "UNCOMPRESSED";

    private static readonly BufferingHints DefaultHints = new() { SizeInMBs = 5, IntervalInSeconds = 300 };

    /// <summary>The destination with its defaults filled in.</summary>
    /// <exception cref="AwsException">It asks for something that AWS or this platform does not do.</exception>
    public static ExtendedS3DestinationConfiguration Complete(ExtendedS3DestinationConfiguration? extended, S3DestinationConfiguration? plain)
    {
        if (extended is null == plain is null) throw Invalid("Exactly one of ExtendedS3DestinationConfiguration and S3DestinationConfiguration must be given; other destinations are not implemented here.");
        var given = extended ?? Extend(plain!);
        if (given.DynamicPartitioningConfiguration is not null) throw Invalid("DynamicPartitioningConfiguration is not implemented here.");
        if (given.DataFormatConversionConfiguration is not null) throw Invalid("DataFormatConversionConfiguration is not implemented here.");
        if (given.S3BackupMode == "Enabled") throw Invalid("S3BackupMode Enabled is not implemented here.");
        if (given.CustomTimeZone is not null and not "UTC") throw Invalid("CustomTimeZone other than UTC is not implemented here.");
        if (given.CompressionFormat is not (null or Uncompressed or Gzip)) throw Invalid($"CompressionFormat {given.CompressionFormat} is not implemented here.");
        _ = RecordProcessing.Of(given.ProcessingConfiguration);
        _ = PrefixTemplate.ForObjects(given.Prefix);
        _ = PrefixTemplate.ForErrors(given.ErrorOutputPrefix, given.Prefix);
        return given with
        {
            BufferingHints = new BufferingHints
            {
                SizeInMBs = given.BufferingHints?.SizeInMBs ?? DefaultHints.SizeInMBs,
                IntervalInSeconds = given.BufferingHints?.IntervalInSeconds ?? DefaultHints.IntervalInSeconds,
            },
            CompressionFormat = given.CompressionFormat ?? Uncompressed,
            EncryptionConfiguration = given.EncryptionConfiguration ?? new EncryptionConfiguration { NoEncryptionConfig = "NoEncryption" },
        };
    }

    public static string BucketOf(ExtendedS3DestinationConfiguration destination) => destination.BucketARN.Split(":::", 2)[1];

    /// <summary>The plain form of a destination that was given in it.</summary>
    public static S3DestinationConfiguration Reduce(ExtendedS3DestinationConfiguration destination) => new()
    {
        RoleARN = destination.RoleARN,
        BucketARN = destination.BucketARN,
        Prefix = destination.Prefix,
        ErrorOutputPrefix = destination.ErrorOutputPrefix,
        BufferingHints = destination.BufferingHints,
        CompressionFormat = destination.CompressionFormat,
        EncryptionConfiguration = destination.EncryptionConfiguration,
        CloudWatchLoggingOptions = destination.CloudWatchLoggingOptions,
    };

    private static ExtendedS3DestinationConfiguration Extend(S3DestinationConfiguration plain) => new()
    {
        RoleARN = plain.RoleARN,
        BucketARN = plain.BucketARN,
        Prefix = plain.Prefix,
        ErrorOutputPrefix = plain.ErrorOutputPrefix,
        BufferingHints = plain.BufferingHints,
        CompressionFormat = plain.CompressionFormat,
        EncryptionConfiguration = plain.EncryptionConfiguration,
        CloudWatchLoggingOptions = plain.CloudWatchLoggingOptions,
    };

    private static AwsException Invalid(string message) => new(AwsErrorCode.InvalidArgument, message);
}
