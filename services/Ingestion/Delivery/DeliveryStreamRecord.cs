using MlPlatform.Contracts.Firehose;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>A delivery stream as its document keeps it.</summary>
internal sealed record DeliveryStreamRecord
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>The folder of directly put records, of a name that no delivery stream before it had.</summary>
    public required string Folder { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string VersionId { get; init; } = "1";

    /// <summary>The Kinesis stream that is read; null for direct puts.</summary>
    public KinesisStreamSourceConfiguration? Source { get; init; }

    public required ExtendedS3DestinationConfiguration Destination { get; init; }

    /// <summary>Whether the destination was given in its plain form, and is described in it too.</summary>
    public bool IsPlainDestination { get; init; }

    /// <summary>Where reading begins, by source: what was put before the delivery stream existed is not delivered.</summary>
    public required IReadOnlyDictionary<string, long> Starts { get; init; }
}
