using System.Collections.Concurrent;
using MlPlatform.Storage.Blobs;
using MlPlatform.Storage.Options;
using Microsoft.Extensions.Options;

namespace MlPlatform.Storage.Index;

/// <summary>The index of all buckets and objects: many readers, one writer that commits in groups.</summary>
internal sealed class ObjectIndex : IAsyncDisposable
{
    private readonly string _file;
    private readonly ConcurrentBag<IndexConnection> _readers = [];
    private readonly IndexWriter _writer;
    private long _lastId;

    public ObjectIndex(IOptions<StorageOptions> options, BlobFolder blobs, Reclaimer reclaimer)
    {
        Directory.CreateDirectory(options.Value.Folder);
        _file = Path.Combine(options.Value.Folder, "index.db");
        var connection = new IndexConnection(_file);
        IndexSchema.Ensure(connection);
        var known = connection.All("SELECT id FROM blob WHERE data IS NULL", row => row.GetInt64(0)).ToHashSet();
        OrphansRemoved = blobs.RemoveAllBut(known);
        _lastId = connection.Number("SELECT max((SELECT coalesce(max(id), 0) FROM blob), (SELECT coalesce(max(version), 0) FROM segment), (SELECT coalesce(max(version), 0) FROM object))");
        _writer = new IndexWriter(connection, reclaimer);
    }

    /// <summary>How many files of uploads that never finished were deleted at the start.</summary>
    public int OrphansRemoved { get; }

    /// <summary>A number for a blob or a version that was never given out before.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Reads from one consistent state of the index.</summary>
    public T Read<T>(Func<IndexConnection, T> read)
    {
        if (!_readers.TryTake(out var connection)) connection = new IndexConnection(_file);
        connection.Execute("BEGIN");
        try
        {
            return read(connection);
        }
        finally
        {
            connection.Execute("COMMIT");
            _readers.Add(connection);
        }
    }

    /// <summary>Applies a change: all of it, durable when the task completes, or nothing where it throws.</summary>
    public Task<T> WriteAsync<T>(Func<IndexChange, T> change) => _writer.WriteAsync(change);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        foreach (var reader in _readers) reader.Dispose();
    }
}
