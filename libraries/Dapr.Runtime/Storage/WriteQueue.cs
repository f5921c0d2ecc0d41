using System.Threading.Channels;

namespace MlPlatform.Dapr.Runtime.Storage;

/// <summary>The one writer: takes changes from a bounded queue and commits them in groups.</summary>
/// <remarks>
/// While one group waits for the disk the next one gathers, so the number of commits per second stays that of the disk and
/// the number of changes per second does not. A change's task completes after its commit, never before. A change may be run
/// twice (when another of its group failed), so it touches nothing but the session it is given.
/// </remarks>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int Capacity = 8192;
    private const int LargestGroup = 1024;

    private readonly Channel<IChange> _changes = Channel.CreateBounded<IChange>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly SqlSession _session;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteQueue(SqlSession session)
    {
        _session = session;
        new Thread(Run) { IsBackground = true, Name = "dapr-runtime-writer" }.Start();
    }

    /// <summary>Runs the change in a transaction; completes with its result once that is durable.</summary>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> change, CancellationToken cancellationToken)
    {
        var item = new Change<T>(change);
        await _changes.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        return await item.Completion.ConfigureAwait(false);
    }

    /// <summary>Runs a change that has no result.</summary>
    public Task WriteAsync(Action<SqlSession> change, CancellationToken cancellationToken) =>
        WriteAsync(session => { change(session); return true; }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
        _session.Dispose();
    }

    private void Run()
    {
        var group = new List<IChange>(LargestGroup);
        while (_changes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && _changes.Reader.TryRead(out var change)) group.Add(change);
            Commit(group);
            group.Clear();
        }

        _ended.SetResult();
    }

    private void Commit(List<IChange> group)
    {
        if (TryCommit(group, out var failure)) return;
        if (group.Count == 1)
        {
            group[0].Fail(failure!);
            return;
        }

        // One bad change must not take the others down: each gets a transaction of its own.
        foreach (var change in group)
        {
            if (!TryCommit([change], out var own)) change.Fail(own!);
        }
    }

    private bool TryCommit(List<IChange> group, out Exception? failure)
    {
        failure = null;
        try
        {
            _session.Script("BEGIN IMMEDIATE");
            foreach (var change in group) change.Run(_session);
            _session.Script("COMMIT");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failure = exception;
            RollBack();
            return false;
        }

        foreach (var change in group) change.Complete();
        return true;
    }

    private void RollBack()
    {
        try
        {
            _session.Script("ROLLBACK");
        }
        catch (StorageException)
        {
            // SQLite has already rolled back by itself, as it does on a full disk.
        }
    }

    private interface IChange
    {
        void Run(SqlSession session);
        void Complete();
        void Fail(Exception failure);
    }

    private sealed class Change<T>(Func<SqlSession, T> change) : IChange
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Completion => _completion.Task;

        public void Run(SqlSession session) => _result = change(session);

        public void Complete() => _completion.SetResult(_result);

        public void Fail(Exception failure) => _completion.SetException(failure);
    }
}
