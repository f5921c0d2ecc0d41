using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>The delivery streams of an account and region, by name.</summary>
public sealed record ListDeliveryStreamsRequest : IAwsRequest<ListDeliveryStreamsResponse>
{
    public static string Target => "Firehose_20150804.ListDeliveryStreams";

    [Range(1, 10_000)] public int? Limit { get; init; }

    [AllowedValues(null, "DirectPut", "KinesisStreamAsSource")] public string? DeliveryStreamType { get; init; }

    public string? ExclusiveStartDeliveryStreamName { get; init; }
}

public sealed record ListDeliveryStreamsResponse
{
    public required IReadOnlyList<string> DeliveryStreamNames { get; init; }

    public required bool HasMoreDeliveryStreams { get; init; }
}
