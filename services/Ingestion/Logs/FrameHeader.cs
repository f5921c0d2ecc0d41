using System.Buffers.Binary;

namespace MlPlatform.Ingestion.Logs;

/// <summary>
/// The head of a frame: the unit that is appended, checked and cut as one.
/// Layout, little endian: magic u32, checksum u32, body length u32, record count u32, first index i64, arrival i64 (Unix
/// milliseconds), synced length i64; then the body: per record key length u16, data length u32, key, data.
/// </summary>
/// <remarks>
/// The checksum is over the body and then the head after it. The synced length says how much of the file was known to be
/// on the disk when the frame was written: damage below it is damage to acknowledged records, damage above it is a torn tail.
/// </remarks>
internal readonly record struct FrameHeader(uint Checksum, int BodyLength, int Count, long FirstIndex, long Arrival, long SyncedLength)
{
    public const int Size = 40;
    public const int LargestBody = 64 * 1024 * 1024;
    public const uint Magic = 0x31474C4D;

    private const int CheckedFrom = 8;

    public long NextIndex => FirstIndex + Count;

    public int FrameLength => Size + BodyLength;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic) return false;
        header = new FrameHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));
        return header is { BodyLength: >= 0 and <= LargestBody, Count: > 0, FirstIndex: > 0 };
    }

    /// <summary>Whether a frame is as it was written.</summary>
    public bool IsIntact(ReadOnlySpan<byte> frame) =>
        frame.Length == FrameLength && Checksum == Crc32C.Append(Crc32C.Append(Crc32C.Start, frame[Size..]), frame[CheckedFrom..Size]);

    /// <summary>Writes the head in front of a body whose checksum was computed before.</summary>
    public static void Write(Span<byte> frame, uint bodyChecksum, FrameHeader header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], header.BodyLength);
        BinaryPrimitives.WriteInt32LittleEndian(frame[12..], header.Count);
        BinaryPrimitives.WriteInt64LittleEndian(frame[16..], header.FirstIndex);
        BinaryPrimitives.WriteInt64LittleEndian(frame[24..], header.Arrival);
        BinaryPrimitives.WriteInt64LittleEndian(frame[32..], header.SyncedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Crc32C.Append(bodyChecksum, frame[CheckedFrom..Size]));
    }
}
