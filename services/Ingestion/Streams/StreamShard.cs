using System.Globalization;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Streams;

/// <summary>A shard: a range of hash keys and the log of their records.</summary>
internal sealed class StreamShard(int number, HashRange range, long createdSeconds, SegmentedLog log)
{
    private const string IdPrefix = "shardId-";

    public int Number { get; } = number;

    public string Id { get; } = IdPrefix + number.ToString("D12", CultureInfo.InvariantCulture);

    public SegmentedLog Log { get; } = log;

    /// <summary>What it may take and give each second, where limits are enforced.</summary>
    public ShardThrottle? Throttle { get; init; }

    public SequenceNumber Sequence(long index, long arrival) => new(createdSeconds, Number, index, arrival / 1000);

    /// <summary>Whether a sequence number was given out by this shard.</summary>
    public bool IsMine(SequenceNumber sequence) => sequence.Shard == Number && sequence.ShardSeconds == createdSeconds;

    public Shard Describe() => new()
    {
        ShardId = Id,
        HashKeyRange = new HashKeyRange
        {
            StartingHashKey = range.First.ToString(CultureInfo.InvariantCulture),
            EndingHashKey = range.Last.ToString(CultureInfo.InvariantCulture),
        },
        SequenceNumberRange = new SequenceNumberRange { StartingSequenceNumber = Sequence(0, createdSeconds * 1000).ToString() },
    };
}

/// <summary>Hash keys from one to another, both included.</summary>
internal readonly record struct HashRange(UInt128 First, UInt128 Last);
