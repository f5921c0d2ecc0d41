using System.Buffers;

namespace MlPlatform.Ingestion.Logs;

/// <summary>A record as read; key and data are valid until the read it came with is disposed.</summary>
internal readonly record struct LogRecord(long Index, long Arrival, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Data);

/// <summary>Records in order, and the pooled memory that holds them.</summary>
internal sealed class LogRead(long nextIndex) : IDisposable
{
    private readonly List<byte[]> _rented = [];
    private readonly List<LogRecord> _records = [];

    public IReadOnlyList<LogRecord> Records => _records;

    /// <summary>Where the next read goes on: past the last record, or past what has been trimmed.</summary>
    public long NextIndex { get; private set; } = nextIndex;

    /// <summary>The bytes of data read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Set when a record no longer fitted a limit; nothing may follow it.</summary>
    public bool IsFull { get; set; }

    public byte[] Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        _rented.Add(buffer);
        return buffer;
    }

    public void Add(LogRecord record)
    {
        _records.Add(record);
        NextIndex = record.Index + 1;
        Bytes += record.Data.Length;
    }

    public void Dispose()
    {
        foreach (var buffer in _rented) ArrayPool<byte>.Shared.Return(buffer);
        _rented.Clear();
        _records.Clear();
    }
}
