using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>What records must be, whichever operation puts them, and how refusals are worded.</summary>
internal static class PutRules
{
    public const int MaximumRecords = 500;
    public const int MaximumKeyCharacters = 256;
    public const string NotWritten = "The record could not be written.";

    private const int MaximumRecordBytes = 1024 * 1024;
    private const int MaximumRequestBytes = 10 * 1024 * 1024;

    public static void CheckSizes(RecordBatch batch)
    {
        long total = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            total += batch[i].Bytes;
            if (batch[i].Bytes <= MaximumRecordBytes) continue;
            throw AwsException.Validation(
                $"1 validation error detected: Value [...] at 'records.{i + 1}.member.data' failed to satisfy constraint: Member must have length less than or equal to {MaximumRecordBytes}");
        }

        if (total > MaximumRequestBytes) throw new AwsException(AwsErrorCode.InvalidArgument, $"Records size exceeds {MaximumRequestBytes / (1024 * 1024)} MB limit.");
    }

    public static AwsException InvalidHashKey(string text) =>
        new(AwsErrorCode.InvalidArgument, $"Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was {text}");

    public static string RateExceeded(StreamShard shard, KinesisStream stream) =>
        $"Rate exceeded for shard {shard.Id} in stream {stream.Record.Name} under account {stream.Record.Arn.Split(':')[4]}.";
}
