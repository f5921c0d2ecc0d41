using System.Buffers.Binary;
using System.Numerics;

namespace MlPlatform.Ingestion.Logs;

/// <summary>The Castagnoli checksum, by the processor's own instruction where it has one.</summary>
internal static class Crc32C
{
    public const uint Start = uint.MaxValue;

    public static uint Append(uint state, ReadOnlySpan<byte> data)
    {
        while (data.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (var value in data) state = BitOperations.Crc32C(state, value);
        return state;
    }
}
