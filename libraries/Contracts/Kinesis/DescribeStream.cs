using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>A stream and a page of its shards.</summary>
public sealed record DescribeStreamRequest : IAwsRequest<DescribeStreamResponse>
{
    public static string Target => "Kinesis_20131202.DescribeStream";

    [RegularExpression(Names.Stream)] public string? StreamName { get; init; }

    public string? StreamARN { get; init; }

    [Range(1, 10_000)] public int? Limit { get; init; }

    public string? ExclusiveStartShardId { get; init; }
}

public sealed record DescribeStreamResponse
{
    public required StreamDescription StreamDescription { get; init; }
}

/// <summary>A stream with a page of its shards.</summary>
public sealed record StreamDescription
{
    public required string StreamName { get; init; }

    public required string StreamARN { get; init; }

    public required string StreamStatus { get; init; }

    public StreamModeDetails? StreamModeDetails { get; init; }

    public required IReadOnlyList<Shard> Shards { get; init; }

    public required bool HasMoreShards { get; init; }

    public required int RetentionPeriodHours { get; init; }

    public required DateTimeOffset StreamCreationTimestamp { get; init; }

    public IReadOnlyList<EnhancedMetrics> EnhancedMonitoring { get; init; } = [];

    public string? EncryptionType { get; init; }
}
