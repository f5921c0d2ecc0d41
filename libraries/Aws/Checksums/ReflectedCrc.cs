using System.Buffers.Binary;

namespace MlPlatform.Aws.Checksums;

/// <summary>A reflected cyclic redundancy check of 32 or 64 bits, started and ended with all ones, eight bytes a step.</summary>
/// <remarks>Notation: the checksum is a polynomial over GF(2) whose highest bit is the coefficient of x^0.</remarks>
internal sealed class ReflectedCrc
{
    public static readonly ReflectedCrc Crc32 = new(32, 0xEDB88320);
    public static readonly ReflectedCrc Crc32C = new(32, 0x82F63B78);
    public static readonly ReflectedCrc Crc64Nvme = new(64, 0x9A6C9329AC4BC9B5);

    private const int Slices = 8;
    private readonly int _width;
    private readonly ulong _polynomial;
    private readonly ulong[][] _tables;

    private ReflectedCrc(int width, ulong polynomial)
    {
        _width = width;
        _polynomial = polynomial;
        _tables = BuildTables(polynomial);
    }

    public int Bytes => _width / 8;

    /// <summary>The state before any byte.</summary>
    public ulong Start => ulong.MaxValue >> (64 - _width);

    public ulong Append(ulong state, ReadOnlySpan<byte> data)
    {
        ulong[] t0 = _tables[0], t1 = _tables[1], t2 = _tables[2], t3 = _tables[3];
        ulong[] t4 = _tables[4], t5 = _tables[5], t6 = _tables[6], t7 = _tables[7];
        while (data.Length >= Slices)
        {
            var x = state ^ BinaryPrimitives.ReadUInt64LittleEndian(data);
            state = t7[(byte)x] ^ t6[(byte)(x >> 8)] ^ t5[(byte)(x >> 16)] ^ t4[(byte)(x >> 24)]
                ^ t3[(byte)(x >> 32)] ^ t2[(byte)(x >> 40)] ^ t1[(byte)(x >> 48)] ^ t0[(byte)(x >> 56)];
            data = data[Slices..];
        }

        foreach (var value in data) state = (state >> 8) ^ t0[(byte)(state ^ value)];
        return state;
    }

    /// <summary>The checksum that a state stands for.</summary>
    public ulong Finish(ulong state) => state ^ Start;

    /// <summary>The checksum of two pieces one after the other, from the checksums of the pieces.</summary>
    public ulong Combine(ulong first, ulong second, long secondLength) =>
        Multiply(PowerOfX(8 * (ulong)secondLength), first) ^ second;

    private ulong PowerOfX(ulong exponent)
    {
        var result = 1UL << (_width - 1);
        var factor = 1UL << (_width - 2);
        for (; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0) result = Multiply(result, factor);
            factor = Multiply(factor, factor);
        }

        return result;
    }

    private ulong Multiply(ulong a, ulong b)
    {
        ulong product = 0;
        for (var bit = 1UL << (_width - 1); bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0) product ^= b;
            b = (b & 1) != 0 ? (b >> 1) ^ _polynomial : b >> 1;
        }

        return product;
    }

    private static ulong[][] BuildTables(ulong polynomial)
    {
        var tables = new ulong[Slices][];
        tables[0] = new ulong[256];
        for (var i = 0; i < 256; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ polynomial : value >> 1;
            tables[0][i] = value;
        }

        for (var slice = 1; slice < Slices; slice++)
        {
            tables[slice] = new ulong[256];
            for (var i = 0; i < 256; i++)
            {
                var before = tables[slice - 1][i];
                tables[slice][i] = (before >> 8) ^ tables[0][(byte)before];
            }
        }

        return tables;
    }
}
