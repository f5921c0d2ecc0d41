using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>A delivery stream and its destination.</summary>
public sealed record DescribeDeliveryStreamRequest : IAwsRequest<DescribeDeliveryStreamResponse>
{
    public static string Target => "Firehose_20150804.DescribeDeliveryStream";

    [Required, RegularExpression(Shapes.Name)] public string DeliveryStreamName { get; init; } = null!;

    [Range(1, 10_000)] public int? Limit { get; init; }

    public string? ExclusiveStartDestinationId { get; init; }
}

public sealed record DescribeDeliveryStreamResponse
{
    public required DeliveryStreamDescription DeliveryStreamDescription { get; init; }
}

/// <summary>A delivery stream.</summary>
public sealed record DeliveryStreamDescription
{
    public required string DeliveryStreamName { get; init; }

    public required string DeliveryStreamARN { get; init; }

    public required string DeliveryStreamStatus { get; init; }

    public required string DeliveryStreamType { get; init; }

    public required string VersionId { get; init; }

    public required DateTimeOffset CreateTimestamp { get; init; }

    public SourceDescription? Source { get; init; }

    public required IReadOnlyList<DestinationDescription> Destinations { get; init; }

    public required bool HasMoreDestinations { get; init; }
}

/// <summary>Where a delivery stream takes its records from, if not from direct puts.</summary>
public sealed record SourceDescription
{
    public KinesisStreamSourceDescription? KinesisStreamSourceDescription { get; init; }
}

/// <summary>The Kinesis stream that is read, and since when.</summary>
public sealed record KinesisStreamSourceDescription
{
    public required string KinesisStreamARN { get; init; }

    public string? RoleARN { get; init; }

    public DateTimeOffset? DeliveryStartTimestamp { get; init; }
}

/// <summary>Where a delivery stream delivers to.</summary>
public sealed record DestinationDescription
{
    public required string DestinationId { get; init; }

    public S3DestinationConfiguration? S3DestinationDescription { get; init; }

    public ExtendedS3DestinationConfiguration? ExtendedS3DestinationDescription { get; init; }
}
