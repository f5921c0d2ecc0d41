using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>A place in a shard to read from.</summary>
internal sealed class GetShardIterator(StreamCatalog streams, TimeProvider time) : IOperation<GetShardIteratorRequest, GetShardIteratorResponse>
{
    public Task<GetShardIteratorResponse> HandleAsync(GetShardIteratorRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var stream = streams.Require(request.StreamName, request.StreamARN, context);
        var shard = stream.RequireShard(request.ShardId, context);
        var index = request.ShardIteratorType switch
        {
            "TRIM_HORIZON" => shard.Log.TrimHorizon,
            "LATEST" => shard.Log.DurableNext,
            "AT_SEQUENCE_NUMBER" => Sequence(request, stream, shard).Index,
            "AFTER_SEQUENCE_NUMBER" => Sequence(request, stream, shard).Index + 1,
            _ => AtTimestamp(request, shard),
        };
        var iterator = new ShardIterator(stream.Record.Arn, stream.Record.Folder, shard.Id, index, time.GetUtcNow());
        return Task.FromResult(new GetShardIteratorResponse { ShardIterator = iterator.ToString() });
    }

    private static SequenceNumber Sequence(GetShardIteratorRequest request, KinesisStream stream, StreamShard shard)
    {
        var text = request.StartingSequenceNumber
            ?? throw new AwsException(AwsErrorCode.InvalidArgument, $"Must provide a StartingSequenceNumber for ShardIteratorType {request.ShardIteratorType}.");
        if (!SequenceNumber.TryParse(text, out var sequence)) throw Invalid(text, stream, shard, "it is no sequence number");
        if (shard.IsMine(sequence)) return sequence;
        throw sequence.Shard == shard.Number
            ? Invalid(text, stream, shard, "it was given out by an earlier stream of this name")
            : new AwsException(
                AwsErrorCode.InvalidArgument, $"Invalid StartingSequenceNumber. It encodes shardId-{sequence.Shard:D12}, while it was used in a call to a shard with {shard.Id}");
    }

    private static AwsException Invalid(string text, KinesisStream stream, StreamShard shard, string why) => new(
        AwsErrorCode.InvalidArgument, $"StartingSequenceNumber {text} used in GetShardIterator on shard {shard.Id} in stream {stream.Record.Name} is invalid because {why}.");

    private long AtTimestamp(GetShardIteratorRequest request, StreamShard shard)
    {
        var timestamp = request.Timestamp
            ?? throw new AwsException(AwsErrorCode.InvalidArgument, "Must provide a Timestamp for ShardIteratorType AT_TIMESTAMP.");
        if (timestamp > time.GetUtcNow()) throw new AwsException(AwsErrorCode.InvalidArgument, "The timestampInMillis parameter cannot be greater than the current time.");
        return shard.Log.FindArrival(timestamp.ToUnixTimeMilliseconds());
    }
}
