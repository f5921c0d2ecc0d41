using System.Globalization;
using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>Takes directly put records into their delivery stream's own log.</summary>
internal sealed class DirectPuts(LogFlusher flusher)
{
    /// <summary>The ids of the records, once they are durable.</summary>
    /// <exception cref="AwsException">A Kinesis stream is the source.</exception>
    public async Task<IReadOnlyList<string>> PutAsync(DeliveryStream stream, IReadOnlyList<DeliveryRecord> records)
    {
        var log = stream.Direct
            ?? throw new AwsException(AwsErrorCode.InvalidSource, $"The source of delivery stream {stream.Record.Name} is a Kinesis stream; put records there.");
        var first = Append(log, records);
        await flusher.FlushAsync([log]);
        return [.. records.Select((_, i) => stream.Record.Folder + (first + i).ToString("x16", CultureInfo.InvariantCulture))];
    }

    private static long Append(SegmentedLog log, IReadOnlyList<DeliveryRecord> records)
    {
        using var frame = new FrameBuilder(records.Sum(record => record.Data.Length + FrameBuilder.RecordOverhead));
        foreach (var record in records) frame.Add([], record.Data);
        frame.Complete();
        return log.Append(frame).FirstIndex;
    }
}
