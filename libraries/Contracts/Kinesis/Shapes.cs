namespace MlPlatform.Contracts.Kinesis;

/// <summary>PROVISIONED or ON_DEMAND.</summary>
public sealed record StreamModeDetails
{
    public required string StreamMode { get; init; }
}

/// <summary>Shard-level metrics that are switched on.</summary>
public sealed record EnhancedMetrics
{
    public IReadOnlyList<string> ShardLevelMetrics { get; init; } = [];
}

/// <summary>A shard: its range of hash keys and of sequence numbers.</summary>
public sealed record Shard
{
    public required string ShardId { get; init; }

    public string? ParentShardId { get; init; }

    public string? AdjacentParentShardId { get; init; }

    public required HashKeyRange HashKeyRange { get; init; }

    public required SequenceNumberRange SequenceNumberRange { get; init; }
}

/// <summary>Decimal numbers below 2^128, both included.</summary>
public sealed record HashKeyRange
{
    public required string StartingHashKey { get; init; }

    public required string EndingHashKey { get; init; }
}

/// <summary>Where a shard's sequence numbers begin and, once it is closed, end.</summary>
public sealed record SequenceNumberRange
{
    public required string StartingSequenceNumber { get; init; }

    public string? EndingSequenceNumber { get; init; }
}
