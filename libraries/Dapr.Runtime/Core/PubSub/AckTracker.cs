namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>Turns acknowledgements in any order into a cursor: the last message before which everything is acknowledged.</summary>
/// <remarks>The cursor is stored in the background and only ever forward; many acknowledgements share one write. What is
/// acknowledged but past the stored cursor is delivered again after a crash: at least once, never lost.</remarks>
internal sealed class AckTracker(Func<long, Task> store, long cursor)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _order = new();
    private readonly HashSet<long> _done = [];
    private long _cursor = cursor;
    private Task _storing = Task.CompletedTask;
    private bool _busy;

    /// <summary>Notes that a message is about to be delivered; called in the order of the topic.</summary>
    public void Begin(long sequence)
    {
        lock (_lock) _order.Enqueue(sequence);
    }

    /// <summary>Notes that a message is done with.</summary>
    public void Done(long sequence)
    {
        lock (_lock)
        {
            _done.Add(sequence);
            var before = _cursor;
            while (_order.TryPeek(out var first) && _done.Remove(first)) _cursor = _order.Dequeue();
            if (_cursor == before || _busy) return;
            _busy = true;
            _storing = StoreAsync();
        }
    }

    /// <summary>Completes when the cursor is stored as it is now.</summary>
    public Task FlushAsync()
    {
        lock (_lock) return _storing;
    }

    private async Task StoreAsync()
    {
        await Task.Yield();
        while (true)
        {
            long target;
            lock (_lock) target = _cursor;
            try
            {
                await store(target).ConfigureAwait(false);
            }
            catch
            {
                // The next acknowledgement tries again.
                lock (_lock) _busy = false;
                throw;
            }

            lock (_lock)
            {
                if (_cursor != target) continue;
                _busy = false;
                return;
            }
        }
    }
}
