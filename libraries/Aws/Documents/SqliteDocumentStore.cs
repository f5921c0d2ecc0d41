using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace MlPlatform.Aws.Documents;

/// <summary>Documents in one SQLite file. One writer commits many callers' writes as a group; readers have connections of their own.</summary>
public sealed class SqliteDocumentStore : IDocumentStore, IAsyncDisposable
{
    private const int QueueLength = 1024;
    private const int GroupLength = 256;

    private readonly string _path;
    private readonly Channel<PendingWrite> _writes = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly SemaphoreSlim _messagesWritten = new(1, 1);
    private readonly SqliteReaderPool _readers;
    private readonly Task _writer;

    /// <param name="path">The database file; it and its folder are created when absent.</param>
    /// <exception cref="InvalidOperationException">The file was written by a newer version.</exception>
    public SqliteDocumentStore(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = SqliteSchema.Open(path);
        SqliteSchema.Create(connection);
        _readers = new SqliteReaderPool(path);
        _writer = Task.Factory.StartNew(() => WriteGroups(connection), TaskCreationOptions.LongRunning);
    }

    public Task<Document?> GetAsync(string kind, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_readers.Read(connection => SqliteDocuments.Get(connection, kind, id)));
    }

    public async Task<long> PutAsync(DocumentWrite write, CancellationToken cancellationToken)
    {
        var version = await EnqueueAsync(connection => SqliteDocuments.Put(connection, write), cancellationToken).ConfigureAwait(false);
        if (write.Messages.Count > 0) SignalMessages();
        return version;
    }

    public async Task<bool> DeleteAsync(DocumentDelete delete, CancellationToken cancellationToken)
    {
        var deleted = await EnqueueAsync(connection => SqliteDocuments.Delete(connection, delete), cancellationToken).ConfigureAwait(false);
        if (delete.Messages.Count > 0) SignalMessages();
        return deleted == 1;
    }

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_readers.Read(connection => SqliteDocuments.Query(connection, query)));
    }

    public Task<IReadOnlyList<StoredMessage>> PendingMessagesAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_readers.Read(connection => SqliteDocuments.Pending(connection, limit)));
    }

    public Task ConfirmMessagesAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken) =>
        EnqueueAsync(connection => SqliteDocuments.Confirm(connection, messages), cancellationToken);

    public Task WaitForMessagesAsync(CancellationToken cancellationToken) => _messagesWritten.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        _readers.Dispose();
        _messagesWritten.Dispose();
    }

    private void SignalMessages()
    {
        lock (_messagesWritten)
        {
            if (_messagesWritten.CurrentCount == 0) _messagesWritten.Release();
        }
    }

    private async Task<long> EnqueueAsync(Func<SqliteConnection, long> work, CancellationToken cancellationToken)
    {
        var write = new PendingWrite(work);
        await _writes.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        return await write.Completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void WriteGroups(SqliteConnection connection)
    {
        using (connection)
        {
            var group = new List<PendingWrite>(GroupLength);
            while (Wait())
            {
                while (group.Count < GroupLength && _writes.Reader.TryRead(out var write)) group.Add(write);
                Commit(connection, group);
                group.Clear();
            }
        }

        bool Wait() => _writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>One transaction for the group; a write that fails is undone alone through its savepoint.</summary>
    private void Commit(SqliteConnection connection, List<PendingWrite> group)
    {
        var results = new (long Value, Exception? Fault)[group.Count];
        try
        {
            connection.Execute("BEGIN IMMEDIATE;");
            for (var i = 0; i < group.Count; i++) results[i] = Attempt(connection, group[i]);
            connection.Execute("COMMIT;");
        }
        catch (SqliteException fault)
        {
            // Nothing of the group is durable (a full disk, for one): every caller is told so.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) connection.Execute("ROLLBACK;");
            var failure = new IOException($"The document store {_path} cannot be written: {fault.Message}", fault);
            foreach (var write in group) write.Completion.TrySetException(failure);
            return;
        }

        for (var i = 0; i < group.Count; i++)
        {
            if (results[i].Fault is { } fault) group[i].Completion.TrySetException(fault);
            else group[i].Completion.TrySetResult(results[i].Value);
        }
    }

    private static (long Value, Exception? Fault) Attempt(SqliteConnection connection, PendingWrite write)
    {
        connection.Execute("SAVEPOINT one;");
        try
        {
            var value = write.Work(connection);
            connection.Execute("RELEASE one;");
            return (value, null);
        }
        catch (DocumentConflictException conflict)
        {
            connection.Execute("ROLLBACK TO one; RELEASE one;");
            return (0, conflict);
        }
    }

    private sealed record PendingWrite(Func<SqliteConnection, long> Work)
    {
        public TaskCompletionSource<long> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
