using System.IO.Compression;
using System.Text.Json;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>The bytes of a planned object, and of the object of what failed. The same plan gives the same bytes.</summary>
internal sealed class DeliveryContent
{
    private const int ReadRecords = 10_000;
    private const long ReadBytes = 4 * 1024 * 1024;

    public MemoryStream Objects { get; } = new();

    public MemoryStream Errors { get; } = new();

    public int Delivered { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Records that retention took from the log before they could be delivered.</summary>
    public long Lost { get; private set; }

    /// <summary>Bytes of records before processing and compression.</summary>
    public long RecordBytes { get; private set; }

    public static DeliveryContent Build(SegmentedLog log, DeliveryPlan plan, ExtendedS3DestinationConfiguration destination)
    {
        var content = new DeliveryContent();
        var processing = RecordProcessing.Of(destination.ProcessingConfiguration);
        if (destination.CompressionFormat == DestinationRules.Gzip)
        {
            using var gzip = new GZipStream(content.Objects, CompressionLevel.Optimal, leaveOpen: true);
            content.Fill(log, plan, processing, gzip);
        }
        else
        {
            content.Fill(log, plan, processing, content.Objects);
        }

        content.Objects.Position = 0;
        content.Errors.Position = 0;
        return content;
    }

    private void Fill(SegmentedLog log, DeliveryPlan plan, RecordProcessing processing, Stream output)
    {
        for (var next = plan.First; next < plan.Next;)
        {
            using var read = log.Read(next, (int)Math.Min(ReadRecords, plan.Next - next), ReadBytes);
            if (read.Records.Count == 0) break;
            foreach (var record in read.Records)
            {
                if (record.Index >= plan.Next) break;
                RecordBytes += record.Data.Length;
                var fault = processing.Write(record.Data.Span, output);
                if (fault is null) Delivered++;
                else AddFailure(record, plan, fault);
            }

            next = read.NextIndex;
        }

        Lost = plan.Next - plan.First - Delivered - Failed;
    }

    private void AddFailure(LogRecord record, DeliveryPlan plan, string fault)
    {
        Failed++;
        using (var json = new Utf8JsonWriter(Errors))
        {
            json.WriteStartObject();
            json.WriteNumber("attemptsMade"u8, 1);
            json.WriteNumber("arrivalTimestamp"u8, record.Arrival);
            json.WriteString("errorCode"u8, "DataProcessing.RecordNotProcessed"u8);
            json.WriteString("errorMessage"u8, fault);
            json.WriteNumber("attemptEndingTimestamp"u8, plan.Planned.ToUnixTimeMilliseconds());
            json.WriteBase64String("rawData"u8, record.Data.Span);
            json.WriteEndObject();
        }

        Errors.WriteByte((byte)'\n');
    }
}
