using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>The shards of a stream.</summary>
public sealed record ListShardsRequest : IAwsRequest<ListShardsResponse>
{
    public static string Target => "Kinesis_20131202.ListShards";

    [RegularExpression(Names.Stream)] public string? StreamName { get; init; }

    public string? StreamARN { get; init; }

    public string? NextToken { get; init; }

    public string? ExclusiveStartShardId { get; init; }

    public DateTimeOffset? StreamCreationTimestamp { get; init; }

    [Range(1, 10_000)] public int? MaxResults { get; init; }

    public ShardFilter? ShardFilter { get; init; }
}

/// <summary>Which shards to list.</summary>
public sealed record ShardFilter
{
    [Required]
    [AllowedValues("AFTER_SHARD_ID", "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST", "AT_TIMESTAMP", "FROM_TIMESTAMP")]
    public string Type { get; init; } = null!;

    public string? ShardId { get; init; }

    public DateTimeOffset? Timestamp { get; init; }
}

public sealed record ListShardsResponse
{
    public required IReadOnlyList<Shard> Shards { get; init; }

    public string? NextToken { get; init; }
}
