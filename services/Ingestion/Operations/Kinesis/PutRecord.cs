using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>Puts one record.</summary>
internal sealed class PutRecord(StreamCatalog streams, RecordWriter writer) : IOperation<PutRecordRequest, PutRecordResponse>
{
    public async Task<PutRecordResponse> HandleAsync(PutRecordRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var stream = streams.Require(request.StreamName, request.StreamARN, context);
        var key = System.Text.Encoding.UTF8.GetBytes(request.PartitionKey);
        using var batch = new RecordBatch(key.Length + request.Data.Length);
        batch.Add(new RecordBatch.Entry { Key = batch.Copy(key), Data = batch.Copy(request.Data), ExplicitHashKey = HashKeyOf(request.ExplicitHashKey) });
        PutRules.CheckSizes(batch);

        var result = (await writer.PutAsync(stream, batch))[0];
        return result.Outcome switch
        {
            PutOutcome.Throttled => throw new AwsException(AwsErrorCode.ThroughputExceeded, PutRules.RateExceeded(result.Shard, stream)),
            PutOutcome.Failed => throw new AwsException(AwsErrorCode.InternalFailure, PutRules.NotWritten),
            _ => new PutRecordResponse
            {
                ShardId = result.Shard.Id,
                SequenceNumber = result.Shard.Sequence(result.Index, result.Arrival).ToString(),
                EncryptionType = KinesisStream.NoEncryption,
            },
        };
    }

    private static UInt128? HashKeyOf(string? text)
    {
        if (text is null) return null;
        return HashKey.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var key) ? key : throw PutRules.InvalidHashKey(text);
    }
}
