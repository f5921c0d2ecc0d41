using System.Collections.Concurrent;

namespace MlPlatform.Dapr.Runtime.Storage;

/// <summary>The runtime's file: one writer that commits in groups, and readers beside it.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const int SchemaVersion = 1;
    private const int LargestPool = 8;

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly WriteQueue _writes;
    private readonly ConcurrentBag<SqlSession> _readers = [];

    private Database(string path, FileStream lockFile, SqlSession writer)
    {
        _path = path;
        _lock = lockFile;
        _writes = new WriteQueue(writer);
    }

    /// <summary>Opens the database of a folder, creating both when absent.</summary>
    public static Database Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var lockFile = Hold(folder);
        try
        {
            var path = Path.Combine(folder, "runtime.db");
            return new Database(path, lockFile, OpenWriter(path));
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="WriteQueue.WriteAsync{T}"/>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> change, CancellationToken cancellationToken) => _writes.WriteAsync(change, cancellationToken);

    /// <inheritdoc cref="WriteQueue.WriteAsync{T}"/>
    public Task WriteAsync(Action<SqlSession> change, CancellationToken cancellationToken) => _writes.WriteAsync(change, cancellationToken);

    /// <summary>Reads what is committed, without waiting for the writer.</summary>
    public T Read<T>(Func<SqlSession, T> query)
    {
        var reader = _readers.TryTake(out var pooled) ? pooled : new SqlSession(_path, readOnly: true);
        try
        {
            return query(reader);
        }
        finally
        {
            if (_readers.Count < LargestPool) _readers.Add(reader);
            else reader.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync().ConfigureAwait(false);
        while (_readers.TryTake(out var reader)) reader.Dispose();
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private static FileStream Hold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "runtime.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new DaprRuntimeException($"The data folder {folder} is held by another runtime; stop it first.", exception);
        }
    }

    private static SqlSession OpenWriter(string path)
    {
        var session = new SqlSession(path, readOnly: false);
        try
        {
            session.Script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;");
            Migrate(session, path);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void Migrate(SqlSession session, string path)
    {
        var version = session.Scalar("PRAGMA user_version") ?? 0;
        if (version > SchemaVersion)
        {
            throw new DaprRuntimeException($"The data in {path} was written by a newer version (schema {version}, this one knows {SchemaVersion}).");
        }

        if (version < SchemaVersion) session.Script($"BEGIN; {Schema.Script} PRAGMA user_version={SchemaVersion}; COMMIT;");
    }
}
