using System.Buffers;
using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>Puts up to 500 records. Reads and writes the bodies itself: this is where the platform takes its data in.</summary>
internal sealed class PutRecords(StreamCatalog streams, RecordWriter writer)
{
    public async Task HandleAsync(HttpContext http)
    {
        using var body = await RawBody.ReadAsync(http.Request, http.RequestAborted);
        using var batch = new RecordBatch(body.Length);
        var (name, arn) = PutRecordsReader.Read(body.Span, batch);
        PutRules.CheckSizes(batch);
        var stream = streams.Require(name, arn, http.GetOperationContext());
        var results = await writer.PutAsync(stream, batch);
        RawAnswer.Begin(http);
        Write(http.Response.BodyWriter, stream, results);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static void Write(IBufferWriter<byte> answer, KinesisStream stream, PutResult[] results)
    {
        Span<byte> digits = stackalloc byte[SequenceNumber.Digits];
        using var json = new Utf8JsonWriter(answer);
        json.WriteStartObject();
        json.WriteString("EncryptionType"u8, KinesisStream.NoEncryption);
        json.WriteNumber("FailedRecordCount"u8, results.Count(result => result.Outcome != PutOutcome.Durable));
        json.WriteStartArray("Records"u8);
        foreach (var result in results)
        {
            json.WriteStartObject();
            if (result.Outcome == PutOutcome.Durable)
            {
                result.Shard.Sequence(result.Index, result.Arrival).Format(digits);
                json.WriteString("SequenceNumber"u8, digits);
                json.WriteString("ShardId"u8, result.Shard.Id);
            }
            else
            {
                var throttled = result.Outcome == PutOutcome.Throttled;
                json.WriteString("ErrorCode"u8, throttled ? AwsErrorCode.ThroughputExceeded.Name : AwsErrorCode.InternalFailure.Name);
                json.WriteString("ErrorMessage"u8, throttled ? PutRules.RateExceeded(result.Shard, stream) : PutRules.NotWritten);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
