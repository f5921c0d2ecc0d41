using System.Buffers;

namespace MlPlatform.Ingestion.Streams;

/// <summary>Records of one request, decoded into one pooled buffer; nothing is allocated for each of them.</summary>
internal sealed class RecordBatch : IDisposable
{
    private byte[] _arena;
    private int _used;
    private Entry[] _entries = ArrayPool<Entry>.Shared.Rent(512);

    /// <param name="capacity">Room for all keys and data; a request's length is enough, as base64 shrinks when decoded.</param>
    public RecordBatch(int capacity) => _arena = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));

    /// <summary>Where a record lies in the buffer, and the hash key that decides its shard where the client named one.</summary>
    public record struct Entry
    {
        public (int Start, int Length) Key { get; set; }

        public (int Start, int Length) Data { get; set; }

        public UInt128? ExplicitHashKey { get; set; }

        public readonly int Bytes => Key.Length + Data.Length;
    }

    public int Count { get; private set; }

    public ref Entry this[int index] => ref _entries[index];

    /// <summary>What is left of the buffer.</summary>
    public Span<byte> Free => _arena.AsSpan(_used);

    public ReadOnlySpan<byte> Bytes((int Start, int Length) range) => _arena.AsSpan(range.Start, range.Length);

    /// <summary>Claims what was just written to <see cref="Free"/>.</summary>
    public (int Start, int Length) Claim(int length)
    {
        var range = (_used, length);
        _used += length;
        return range;
    }

    public (int Start, int Length) Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free);
        return Claim(bytes.Length);
    }

    public void Add(Entry entry)
    {
        if (Count == _entries.Length) Grow();
        _entries[Count++] = entry;
    }

    public void Dispose()
    {
        if (_arena.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_arena);
        ArrayPool<Entry>.Shared.Return(_entries);
        _arena = [];
        _entries = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<Entry>.Shared.Rent(_entries.Length * 2);
        _entries.CopyTo(larger, 0);
        ArrayPool<Entry>.Shared.Return(_entries);
        _entries = larger;
    }
}
