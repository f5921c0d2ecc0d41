using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>A stream and a page of its shards.</summary>
internal sealed class DescribeStream(StreamCatalog streams) : IOperation<DescribeStreamRequest, DescribeStreamResponse>
{
    private const int DefaultLimit = 100;

    public Task<DescribeStreamResponse> HandleAsync(DescribeStreamRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var stream = streams.Require(request.StreamName, request.StreamARN, context);
        var limit = request.Limit ?? DefaultLimit;
        var after = request.ExclusiveStartShardId ?? "";
        var shards = stream.Shards.Where(shard => string.CompareOrdinal(shard.Id, after) > 0).Take(limit + 1).ToList();
        return Task.FromResult(new DescribeStreamResponse
        {
            StreamDescription = new StreamDescription
            {
                StreamName = stream.Record.Name,
                StreamARN = stream.Record.Arn,
                StreamStatus = KinesisStream.Active,
                StreamModeDetails = stream.ModeDetails,
                Shards = [.. shards.Take(limit).Select(shard => shard.Describe())],
                HasMoreShards = shards.Count > limit,
                RetentionPeriodHours = stream.Record.RetentionHours,
                StreamCreationTimestamp = stream.Record.Created,
                EnhancedMonitoring = [new EnhancedMetrics()],
                EncryptionType = KinesisStream.NoEncryption,
            },
        });
    }
}
