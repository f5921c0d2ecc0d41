using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using MlPlatform.Storage.Blobs;

namespace MlPlatform.Storage.Index;

/// <summary>The one writer of the index: takes what waits, applies it in one transaction, and answers after the commit.</summary>
internal sealed class IndexWriter : IAsyncDisposable
{
    private const int QueueLength = 4096;
    private const int LargestGroup = 256;

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly IndexConnection _connection;
    private readonly Reclaimer _reclaimer;
    private readonly Task _loop;

    public IndexWriter(IndexConnection connection, Reclaimer reclaimer)
    {
        _connection = connection;
        _reclaimer = reclaimer;
        _loop = Task.Factory.StartNew(RunAsync, TaskCreationOptions.LongRunning).Unwrap();
    }

    public async Task<T> WriteAsync<T>(Func<IndexChange, T> change)
    {
        var work = new Work<T>(change);
        await _queue.Writer.WriteAsync(work);
        return await work.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
        _connection.Dispose();
    }

    private async Task RunAsync()
    {
        var group = new List<Work>(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var work)) group.Add(work);
            Commit(group);
        }
    }

    private void Commit(List<Work> group)
    {
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var work in group) Apply(work);
            _connection.Execute("COMMIT");
        }
        catch (SqliteException exception)
        {
            RollBack();
            foreach (var work in group) work.Fail(exception);
            return;
        }

        foreach (var work in group)
        {
            _reclaimer.Discard(work.UnusedFiles);
            work.Finish();
        }
    }

    private void Apply(Work work)
    {
        _connection.Execute("SAVEPOINT change");
        if (!work.TryApply(_connection)) _connection.Execute("ROLLBACK TO change");
        _connection.Execute("RELEASE change");
    }

    private void RollBack()
    {
        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR)
        {
            // SQLite has already rolled back by itself, as it does when the disk is full.
            return;
        }
    }

    private abstract class Work
    {
        public abstract IReadOnlyList<long> UnusedFiles { get; }

        public abstract bool TryApply(IndexConnection connection);

        public abstract void Finish();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<IndexChange, T> change) : Work
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private IndexChange? _applied;
        private Exception? _refusal;
        private T? _result;

        public Task<T> Completion => _completion.Task;

        public override IReadOnlyList<long> UnusedFiles => _applied?.UnusedFiles ?? [];

        public override bool TryApply(IndexConnection connection)
        {
            var applying = new IndexChange(connection);
            try
            {
                _result = change(applying);
                _applied = applying;
                return true;
            }
            catch (Exception exception) when (exception is not SqliteException)
            {
                _refusal = exception;
                return false;
            }
        }

        public override void Finish()
        {
            if (_refusal is null) _completion.SetResult(_result!);
            else _completion.SetException(_refusal);
        }

        public override void Fail(Exception exception) => _completion.TrySetException(exception);
    }
}
