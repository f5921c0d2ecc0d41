using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>Decides where an object ends: at the buffer's size, or when its oldest record has waited for the interval.</summary>
internal sealed class DeliveryPlanner(DeliveryStreamRecord stream, TimeProvider time)
{
    private const int ReadRecords = 10_000;
    private const long ReadBytes = 4 * 1024 * 1024;

    private readonly ObjectNaming _naming = new(stream);
    private readonly long _size = stream.Destination.BufferingHints!.SizeInMBs!.Value * 1024L * 1024;
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(stream.Destination.BufferingHints.IntervalInSeconds!.Value);

    /// <summary>Waits until a buffer is complete; nothing but its bounds is held in memory meanwhile.</summary>
    public async Task<DeliveryPlan> NextAsync(DeliverySource source, long first, CancellationToken cancellationToken)
    {
        await source.Log.WaitForAsync(first, cancellationToken);
        var buffer = new Buffer(first);
        while (!Extend(source.Log, buffer))
        {
            var left = buffer.Oldest + _interval - time.GetUtcNow();
            if (left <= TimeSpan.Zero) break;
            await WaitAsync(source.Log, buffer.Next, left, cancellationToken);
        }

        return new DeliveryPlan
        {
            First = buffer.First,
            Next = buffer.Next,
            Planned = time.GetUtcNow(),
            ObjectKey = _naming.ObjectKey(source.Name, buffer.First, buffer.Oldest),
            ErrorKey = _naming.ErrorKey(source.Name, buffer.First, buffer.Oldest),
        };
    }

    /// <summary>Takes in what has arrived; true when the buffer is full.</summary>
    private bool Extend(SegmentedLog log, Buffer buffer)
    {
        while (buffer.Next < log.DurableNext)
        {
            using var read = log.Read(buffer.Next, ReadRecords, ReadBytes);
            if (read.Records.Count == 0) return false;
            foreach (var record in read.Records)
            {
                if (buffer.Bytes == 0 && buffer.Next == buffer.First) buffer.Oldest = DateTimeOffset.FromUnixTimeMilliseconds(record.Arrival);
                buffer.Next = record.Index + 1;
                buffer.Bytes += record.Data.Length;
                if (buffer.Bytes >= _size) return true;
            }
        }

        return false;
    }

    private async Task WaitAsync(SegmentedLog log, long next, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = await Task.WhenAny(log.WaitForAsync(next, either.Token), Task.Delay(atMost, time, either.Token));
        await either.CancelAsync();
        if (!finished.IsCanceled) await finished;
        cancellationToken.ThrowIfCancellationRequested();
    }

    private sealed class Buffer(long first)
    {
        public long First { get; } = first;

        public long Next { get; set; } = first;

        public long Bytes { get; set; }

        public DateTimeOffset Oldest { get; set; }
    }
}
