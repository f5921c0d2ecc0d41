using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;

namespace MlPlatform.Ingestion.Streams;

/// <summary>A stream that is open: its document and its shards.</summary>
internal sealed class KinesisStream(StreamRecord record, IReadOnlyList<StreamShard> shards)
{
    public const string Active = "ACTIVE";
    public const string NoEncryption = "NONE";

    private readonly UInt128[] _starts = HashKey.EqualStarts(shards.Count);

    public StreamRecord Record { get; } = record;

    public IReadOnlyList<StreamShard> Shards { get; } = shards;

    public StreamModeDetails ModeDetails => new() { StreamMode = Record.Mode };

    public StreamShard ShardOf(UInt128 hashKey) => Shards[HashKey.Find(_starts, hashKey)];

    public StreamShard RequireShard(string shardId, OperationContext context) =>
        Shards.FirstOrDefault(shard => shard.Id == shardId)
        ?? throw new AwsException(AwsErrorCode.StreamNotFound, $"Shard {shardId} in stream {Record.Name} under account {context.AccountId} does not exist");
}
