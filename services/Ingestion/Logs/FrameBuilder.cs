using System.Buffers;
using System.Buffers.Binary;

namespace MlPlatform.Ingestion.Logs;

/// <summary>Gathers records for one append in pooled memory.</summary>
internal sealed class FrameBuilder : IDisposable
{
    public const int RecordOverhead = 6;

    private byte[] _buffer;
    private int _length = FrameHeader.Size;
    private uint _bodyChecksum = Crc32C.Start;

    /// <param name="bodyBytes">Room for the records with <see cref="RecordOverhead"/> for each.</param>
    public FrameBuilder(int bodyBytes) => _buffer = ArrayPool<byte>.Shared.Rent(FrameHeader.Size + bodyBytes);

    public int Count { get; private set; }

    public int Length => _length;

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var record = _buffer.AsSpan(_length, RecordOverhead + key.Length + data.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(record, checked((ushort)key.Length));
        BinaryPrimitives.WriteInt32LittleEndian(record[2..], data.Length);
        key.CopyTo(record[RecordOverhead..]);
        data.CopyTo(record[(RecordOverhead + key.Length)..]);
        _length += record.Length;
        Count++;
    }

    /// <summary>Computes the body's checksum, so that nothing costly is left to do where appends wait for one another.</summary>
    public void Complete() => _bodyChecksum = Crc32C.Append(Crc32C.Start, _buffer.AsSpan(FrameHeader.Size, _length - FrameHeader.Size));

    public ReadOnlySpan<byte> Seal(long firstIndex, long arrival, long syncedLength)
    {
        var frame = _buffer.AsSpan(0, _length);
        FrameHeader.Write(frame, _bodyChecksum, new FrameHeader(0, _length - FrameHeader.Size, Count, firstIndex, arrival, syncedLength));
        return frame;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
