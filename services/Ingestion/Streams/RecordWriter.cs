using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Streams;

/// <summary>What became of a record.</summary>
internal enum PutOutcome
{
    Durable,
    Throttled,
    Failed,
}

/// <summary>A record's shard and place in it, or why it has none.</summary>
internal readonly record struct PutResult(StreamShard Shard, PutOutcome Outcome, long Index, long Arrival);

/// <summary>Writes batches: records are grouped by shard, appended, and answered when all of them are on the disk.</summary>
internal sealed class RecordWriter(LogFlusher flusher)
{
    public async Task<PutResult[]> PutAsync(KinesisStream stream, RecordBatch batch)
    {
        var results = new PutResult[batch.Count];
        var logs = Append(stream, batch, results);
        if (logs.Count > 0) await flusher.FlushAsync(logs);
        return results;
    }

    private static List<SegmentedLog> Append(KinesisStream stream, RecordBatch batch, PutResult[] results)
    {
        Span<int> bytes = stackalloc int[Math.Min(stream.Shards.Count, 1024)];
        if (bytes.Length < stream.Shards.Count) bytes = new int[stream.Shards.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var shard = ShardOf(stream, batch, i);
            var taken = shard.Throttle?.TryWrite(batch[i].Bytes) ?? true;
            results[i] = new PutResult(shard, taken ? PutOutcome.Durable : PutOutcome.Throttled, 0, 0);
            if (taken) bytes[shard.Number] += FrameBuilder.RecordOverhead + batch[i].Bytes;
        }

        var logs = new List<SegmentedLog>();
        for (var number = 0; number < bytes.Length; number++)
        {
            if (bytes[number] > 0 && TryAppend(stream.Shards[number], bytes[number], batch, results)) logs.Add(stream.Shards[number].Log);
        }

        return logs;
    }

    private static bool TryAppend(StreamShard shard, int bytes, RecordBatch batch, PutResult[] results)
    {
        using var frame = new FrameBuilder(bytes);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Shard == shard && results[i].Outcome == PutOutcome.Durable) frame.Add(batch.Bytes(batch[i].Key), batch.Bytes(batch[i].Data));
        }

        frame.Complete();
        Appended? appended = null;
        try
        {
            appended = shard.Log.Append(frame);
        }
        catch (IOException)
        {
            // The disk did not take it: these records are answered as failed, those of other shards go on.
            appended = null;
        }

        Place(shard, appended, results);
        return appended is not null;
    }

    private static void Place(StreamShard shard, Appended? appended, PutResult[] results)
    {
        var index = appended?.FirstIndex ?? 0;
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Shard != shard || results[i].Outcome != PutOutcome.Durable) continue;
            results[i] = appended is { } place
                ? results[i] with { Index = index++, Arrival = place.Arrival }
                : results[i] with { Outcome = PutOutcome.Failed };
        }
    }

    private static StreamShard ShardOf(KinesisStream stream, RecordBatch batch, int index)
    {
        if (stream.Shards.Count == 1) return stream.Shards[0];
        return stream.ShardOf(batch[index].ExplicitHashKey ?? HashKey.Of(batch.Bytes(batch[index].Key)));
    }
}
