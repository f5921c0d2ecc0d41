using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>Writes sketches: counts in seven bits per byte, numbers and texts as they are, all behind a header and before a checksum (CRC-32C).</summary>
internal sealed class SketchWriter
{
    private readonly MemoryStream bytes = new();

    public SketchWriter(uint kind)
    {
        Fixed(kind);
        Byte(SketchReader.Version);
    }

    public void Byte(byte value) => bytes.WriteByte(value);

    public void Fixed(uint value)
    {
        Span<byte> room = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(room, value);
        bytes.Write(room);
    }

    public void Count(long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Number(double value)
    {
        Span<byte> room = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(room, value);
        bytes.Write(room);
    }

    public void Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Count(encoded.Length);
        bytes.Write(encoded);
    }

    /// <summary>Of what was written so far.</summary>
    public uint Checksum() => SketchReader.Checksum(bytes.ToArray());

    public byte[] Finish()
    {
        Fixed(Checksum());
        return bytes.ToArray();
    }
}

/// <summary>Reads what <see cref="SketchWriter"/> wrote.</summary>
internal ref struct SketchReader
{
    public const byte Version = 1;

    private readonly string what;
    private ReadOnlySpan<byte> rest;

    /// <exception cref="TrustException">The bytes are of another kind or version, or damaged.</exception>
    public SketchReader(ReadOnlySpan<byte> bytes, uint kind, string what)
    {
        this.what = what;
        rest = bytes;
        if (bytes.Length < 9 || Fixed() != kind) throw new TrustException($"These bytes are no {what}.");
        if (bytes[4] != Version) throw new TrustException($"The {what} is of version {bytes[4]}; version {Version} is known.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != Checksum(bytes[..^4])) throw Damaged();
        rest = bytes[5..^4];
    }

    public readonly bool IsAtEnd => rest.IsEmpty;

    public readonly TrustException Damaged() => new($"The {what} is damaged.");

    public byte Byte()
    {
        if (rest.IsEmpty) throw Damaged();
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    public uint Fixed() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public double Number() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public string Text() => Encoding.UTF8.GetString(Take(Length(1)));

    public long Count()
    {
        var (value, shift) = (0UL, 0);
        byte part;
        do
        {
            part = Byte();
            if (shift > 63) throw Damaged();
            value |= (ulong)(part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return (long)value;
    }

    /// <summary>A count of things of at least so many bytes each that follow.</summary>
    public int Length(int size)
    {
        var length = Count();
        return length >= 0 && length <= rest.Length / size ? (int)length : throw Damaged();
    }

    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = ~0u;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) sum = BitOperations.Crc32C(sum, value);
        return ~sum;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (rest.Length < length) throw Damaged();
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
