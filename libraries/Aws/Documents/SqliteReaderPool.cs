using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace MlPlatform.Aws.Documents;

/// <summary>Reading connections, reused: WAL lets them read while the writer writes.</summary>
internal sealed class SqliteReaderPool(string path) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _disposed;

    public T Read<T>(Func<SqliteConnection, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_idle.TryTake(out var connection)) connection = SqliteSchema.Open(path);
        try
        {
            return query(connection);
        }
        finally
        {
            if (_disposed) connection.Dispose();
            else _idle.Add(connection);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }
}
