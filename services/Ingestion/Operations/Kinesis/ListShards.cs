using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>The shards of a stream. No shard is ever closed here, so every filter by time finds all of them.</summary>
internal sealed class ListShards(StreamCatalog streams, TimeProvider time) : IOperation<ListShardsRequest, ListShardsResponse>
{
    private const int DefaultLimit = 1000;

    public Task<ListShardsResponse> HandleAsync(ListShardsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var (stream, after) = request.NextToken is { } token ? Continue(token, request) : Begin(request, context);
        var limit = request.MaxResults ?? DefaultLimit;
        var found = stream.Shards.Where(shard => string.CompareOrdinal(shard.Id, after) > 0).Take(limit + 1).ToList();
        return Task.FromResult(new ListShardsResponse
        {
            Shards = [.. found.Take(limit).Select(shard => shard.Describe())],
            NextToken = found.Count > limit
                ? new ShardIterator(stream.Record.Arn, stream.Record.Folder, found[limit - 1].Id, 0, time.GetUtcNow()).ToString()
                : null,
        });
    }

    private (KinesisStream Stream, string After) Begin(ListShardsRequest request, OperationContext context)
    {
        var stream = streams.Require(request.StreamName, request.StreamARN, context);
        var filter = request.ShardFilter;
        if (filter is { Type: "AFTER_SHARD_ID", ShardId: null } || (filter is { Timestamp: null } && filter.Type.EndsWith("TIMESTAMP", StringComparison.Ordinal)))
        {
            throw new AwsException(AwsErrorCode.InvalidArgument, $"ShardFilter of type {filter.Type} must say which.");
        }

        return (stream, filter is { Type: "AFTER_SHARD_ID", ShardId: { } after } ? after : request.ExclusiveStartShardId ?? "");
    }

    private (KinesisStream Stream, string After) Continue(string token, ListShardsRequest request)
    {
        if (request.StreamName is not null || request.ExclusiveStartShardId is not null)
        {
            throw new AwsException(AwsErrorCode.InvalidArgument, "NextToken and StreamName cannot be provided together.");
        }

        var place = ShardIterator.Parse(token, time.GetUtcNow());
        return (streams.Require(null, place.StreamArn, new OperationContext("", "", "", "")), place.ShardId);
    }
}
