namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>Waits for the moments at which workflows are to hear something.</summary>
internal sealed class TimerQueue(Func<IReadOnlyList<PendingTimer>, Task> fire, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<PendingTimer, long> _timers = new();
    private readonly Signal _changed = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Add(PendingTimer timer)
    {
        bool first;
        lock (_lock)
        {
            first = !_timers.TryPeek(out _, out var due) || timer.Due < due;
            _timers.Enqueue(timer, timer.Due);
        }

        if (first) _changed.Set();
    }

    public void Start() => _running = RunAsync(_stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var due = TakeDue(out var wait);
            if (due.Count > 0) await fire(due).ConfigureAwait(false);
            else await WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private List<PendingTimer> TakeDue(out TimeSpan wait)
    {
        var now = time.Milliseconds();
        var due = new List<PendingTimer>();
        lock (_lock)
        {
            while (_timers.TryPeek(out var timer, out var moment) && moment <= now)
            {
                due.Add(timer);
                _timers.Dequeue();
            }

            wait = _timers.TryPeek(out _, out var next) ? TimeSpan.FromMilliseconds(next - now) : LongestWait;
        }

        if (wait > LongestWait) wait = LongestWait;
        return due;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var alarm = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(alarm.Token, cancellationToken);
        try
        {
            await _changed.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The moment has come.
        }
    }
}
