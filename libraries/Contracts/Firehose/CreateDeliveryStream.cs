using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>Makes a delivery stream from direct puts or a Kinesis stream to S3.</summary>
public sealed record CreateDeliveryStreamRequest : IAwsRequest<CreateDeliveryStreamResponse>
{
    public static string Target => "Firehose_20150804.CreateDeliveryStream";

    [Required, RegularExpression(Shapes.Name)] public string DeliveryStreamName { get; init; } = null!;

    [AllowedValues(null, "DirectPut", "KinesisStreamAsSource")] public string? DeliveryStreamType { get; init; }

    public KinesisStreamSourceConfiguration? KinesisStreamSourceConfiguration { get; init; }

    public S3DestinationConfiguration? S3DestinationConfiguration { get; init; }

    public ExtendedS3DestinationConfiguration? ExtendedS3DestinationConfiguration { get; init; }

    public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>The Kinesis stream that a delivery stream reads.</summary>
public sealed record KinesisStreamSourceConfiguration
{
    [Required] public string KinesisStreamARN { get; init; } = null!;

    [Required] public string RoleARN { get; init; } = null!;
}

public sealed record CreateDeliveryStreamResponse
{
    public required string DeliveryStreamARN { get; init; }
}
