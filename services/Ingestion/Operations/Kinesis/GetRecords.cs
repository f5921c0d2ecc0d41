using System.Buffers;
using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Logs;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>Records of a shard from an iterator on, written from the log's pages to the answer without a copy for each.</summary>
internal sealed class GetRecords(StreamCatalog streams, AwsJson wire, TimeProvider time)
{
    private const int MaximumRecords = 10_000;
    private const long MaximumBytes = 10 * 1024 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        using var body = await RawBody.ReadAsync(http.Request, http.RequestAborted);
        var request = Parse(body);
        var now = time.GetUtcNow();
        var place = ShardIterator.Parse(request.ShardIterator, now);
        var context = http.GetOperationContext();
        var stream = streams.Require(null, place.StreamArn, context);
        if (stream.Record.Folder != place.StreamFolder) throw new AwsException(AwsErrorCode.StreamNotFound, $"Stream {stream.Record.Name} was deleted and made again.");
        var shard = stream.RequireShard(place.ShardId, context);
        if (shard.Throttle?.TryRead() == false) throw new AwsException(AwsErrorCode.ThroughputExceeded, PutRules.RateExceeded(shard, stream));

        using var read = shard.Log.Read(place.Index, request.Limit ?? MaximumRecords, MaximumBytes);
        shard.Throttle?.CountRead(read.Bytes);
        RawAnswer.Begin(http);
        Write(http.Response.BodyWriter, shard, read, place with { Index = read.NextIndex, Issued = now });
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private GetRecordsRequest Parse(RawBody body)
    {
        try
        {
            var request = JsonSerializer.Deserialize(body.Span, wire.TypeInfo<GetRecordsRequest>())
                ?? throw new AwsException(AwsErrorCode.Serialization, "The request body is null; an object is expected.");
            RequestValidator.Validate(request);
            return request;
        }
        catch (JsonException exception)
        {
            throw new AwsException(AwsErrorCode.Serialization, $"The member at {exception.Path} cannot be read as its type.", exception);
        }
    }

    private void Write(IBufferWriter<byte> answer, StreamShard shard, LogRead read, ShardIterator next)
    {
        Span<byte> digits = stackalloc byte[SequenceNumber.Digits];
        using var json = new Utf8JsonWriter(answer);
        json.WriteStartObject();
        json.WriteStartArray("Records"u8);
        foreach (var record in read.Records)
        {
            shard.Sequence(record.Index, record.Arrival).Format(digits);
            json.WriteStartObject();
            json.WriteString("SequenceNumber"u8, digits);
            json.WriteNumber("ApproximateArrivalTimestamp"u8, record.Arrival / 1000m);
            json.WriteBase64String("Data"u8, record.Data.Span);
            json.WriteString("PartitionKey"u8, record.Key.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("NextShardIterator"u8, next.ToString());
        json.WriteNumber("MillisBehindLatest"u8, MillisBehind(shard, next.Index));
        json.WriteEndObject();
    }

    /// <summary>The age of the first record that is still to be read; 0 at the tip.</summary>
    private long MillisBehind(StreamShard shard, long nextIndex)
    {
        if (nextIndex >= shard.Log.DurableNext) return 0;
        using var following = shard.Log.Read(nextIndex, 1, 1);
        if (following.Records.Count == 0) return 0;
        return Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - following.Records[0].Arrival);
    }
}
