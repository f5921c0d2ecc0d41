namespace MlPlatform.Storage.Blobs;

/// <summary>Deletes files that the index has let go of, once no reader that may still use them is left.</summary>
internal sealed class Reclaimer(BlobFolder blobs)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<long> _readers = [];
    private readonly Queue<(long Since, long Blob)> _discarded = new();
    private long _clock;

    /// <summary>Protects every file that the index names from now on, until the answer is disposed.</summary>
    public Reading BeginReading()
    {
        lock (_lock)
        {
            _readers.Add(++_clock);
            return new Reading(this, _clock);
        }
    }

    public void Discard(IReadOnlyList<long> files)
    {
        if (files.Count == 0) return;
        lock (_lock)
        {
            _clock++;
            foreach (var file in files) _discarded.Enqueue((_clock, file));
        }

        DeleteUnread();
    }

    private void EndReading(long reader)
    {
        lock (_lock) _readers.Remove(reader);
        DeleteUnread();
    }

    private void DeleteUnread()
    {
        while (TryTakeUnread(out var blob)) blobs.Delete(blob);
    }

    private bool TryTakeUnread(out long blob)
    {
        lock (_lock)
        {
            blob = 0;
            if (!_discarded.TryPeek(out var oldest)) return false;
            if (_readers.Count > 0 && _readers.Min < oldest.Since) return false;
            blob = _discarded.Dequeue().Blob;
            return true;
        }
    }

    /// <summary>A reader's protection.</summary>
    internal sealed class Reading(Reclaimer owner, long number) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) owner.EndReading(number);
        }
    }
}
