using MlPlatform.ServiceDefaults;

namespace MlPlatform.Ingestion.Logs;

/// <summary>Where an append went.</summary>
internal readonly record struct Appended(long FirstIndex, long Arrival);

/// <summary>An append-only log in segment files. Appended records are seen by readers once they are on the disk.</summary>
internal sealed class SegmentedLog
{
    public const long FirstIndex = 1;

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly long _segmentBytes;
    private readonly TimeProvider _time;
    private LogSegment[] _segments;
    private long _durableNext;
    private Exception? _fault;
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens the log of a folder, made where there is none.</summary>
    /// <exception cref="LogDamagedException">Records that were acknowledged are missing or changed.</exception>
    public SegmentedLog(string folder, long segmentBytes, TimeProvider time)
    {
        _folder = folder;
        _segmentBytes = segmentBytes;
        _time = time;
        Directory.CreateDirectory(folder);
        _segments = [.. LogRecovery.Open(folder)];
        if (_segments.Length == 0) _segments = [CreateSegment(FirstIndex)];
        _durableNext = _segments[^1].NextIndex;
    }

    /// <summary>The oldest index that is still kept.</summary>
    public long TrimHorizon => Volatile.Read(ref _segments)[0].FirstIndex;

    /// <summary>The index that the next record will have, of those that are on the disk.</summary>
    public long DurableNext => Volatile.Read(ref _durableNext);

    /// <summary>Appends a frame; it is durable once <see cref="LogFlusher"/> has flushed this log.</summary>
    public Appended Append(FrameBuilder frame)
    {
        lock (_lock)
        {
            if (_fault is not null) throw new IOException("The log could not be written earlier and takes no more records until the service is started again.", _fault);
            if (_segments[^1].Length > 0 && _segments[^1].Length + frame.Length > _segmentBytes) Roll();
            var active = _segments[^1];
            var arrival = Math.Max(_time.GetUtcNow().ToUnixTimeMilliseconds(), active.LastArrival);
            var first = active.NextIndex;
            var bytes = frame.Seal(first, arrival, active.SyncedLength);
            FrameHeader.TryRead(bytes, out var header);
            active.Append(bytes, header);
            return new Appended(first, arrival);
        }
    }

    /// <summary>Brings everything appended so far to the disk. One caller at a time.</summary>
    public void Flush()
    {
        LogSegment active;
        long length, next;
        lock (_lock)
        {
            active = _segments[^1];
            (length, next) = (active.Length, active.NextIndex);
            if (next == _durableNext) return;
        }

        FlushToDisk(active);
        TaskCompletionSource grown;
        lock (_lock)
        {
            active.SyncedLength = Math.Max(active.SyncedLength, length);
            if (next <= _durableNext) return;
            Volatile.Write(ref _durableNext, next);
            grown = _grown;
            _grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grown.SetResult();
    }

    /// <summary>Reads durable records from an index on, or from the trim horizon where that is later.</summary>
    public LogRead Read(long index, int maxRecords, long maxBytes)
    {
        var segments = Volatile.Read(ref _segments);
        var before = DurableNext;
        var read = new LogRead(Math.Max(index, segments[0].FirstIndex));
        foreach (var segment in segments)
        {
            if (segment.NextIndex <= read.NextIndex) continue;
            if (read.NextIndex >= before || read.IsFull) break;
            segment.Read(read, before, maxRecords, maxBytes);
        }

        return read;
    }

    /// <summary>The first durable index that arrived at a time or later.</summary>
    public long FindArrival(long arrival)
    {
        var before = DurableNext;
        foreach (var segment in Volatile.Read(ref _segments))
        {
            if (segment.LastArrival >= arrival) return Math.Min(segment.FindArrival(arrival, before), before);
        }

        return before;
    }

    /// <summary>Completes when a record of this index or a later one is durable.</summary>
    public async Task WaitForAsync(long index, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task grown;
            lock (_lock)
            {
                if (_durableNext > index) return;
                grown = _grown.Task;
            }

            await grown.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Deletes the files whose last record arrived before a time; the newest file stays.</summary>
    public void TrimBefore(long arrival)
    {
        List<LogSegment> trimmed;
        lock (_lock)
        {
            trimmed = [.. _segments[..^1].TakeWhile(segment => segment.LastArrival < arrival)];
            if (trimmed.Count > 0) Volatile.Write(ref _segments, _segments[trimmed.Count..]);
        }

        // A reader may still be inside one: its open file lives on without a name until the reader lets go.
        foreach (var segment in trimmed) File.Delete(segment.Path);
    }

    private void Roll()
    {
        var sealedSegment = _segments[^1];
        FlushToDisk(sealedSegment);
        sealedSegment.SyncedLength = sealedSegment.Length;
        Volatile.Write(ref _segments, [.. _segments, CreateSegment(sealedSegment.NextIndex)]);
    }

    private void FlushToDisk(LogSegment segment)
    {
        try
        {
            segment.Flush();
        }
        catch (IOException exception)
        {
            // After a failed flush the system may have dropped the pages: nothing about this file can be promised any more.
            lock (_lock) _fault = exception;
            throw;
        }
    }

    private LogSegment CreateSegment(long firstIndex)
    {
        var segment = LogSegment.Create(_folder, firstIndex);
        DurableFolder.Flush(_folder);
        return segment;
    }
}
