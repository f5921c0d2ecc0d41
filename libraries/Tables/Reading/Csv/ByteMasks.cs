using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Tables.Reading;

/// <summary>Finds a byte among 64: bit i of the answer is set where byte i is it.</summary>
internal interface IByteMasks
{
    static abstract ulong Find(ref byte text, byte wanted);
}

/// <summary>By the widest vectors that the machine has.</summary>
internal readonly struct VectorMasks : IByteMasks
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref byte text, byte wanted)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(ref text), Vector512.Create(wanted)).ExtractMostSignificantBits();
        }

        var all = Vector256.Create(wanted);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref text), all).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref text, 32), all).ExtractMostSignificantBits();
        return low | ((ulong)high << 32);
    }
}

/// <summary>Byte by byte.</summary>
internal readonly struct ScalarMasks : IByteMasks
{
    public static ulong Find(ref byte text, byte wanted)
    {
        var mask = 0UL;
        for (var i = 0; i < 64; i++)
        {
            if (Unsafe.Add(ref text, i) == wanted) mask |= 1UL << i;
        }

        return mask;
    }
}

internal static class BitMasks
{
    /// <summary>The lowest bits.</summary>
    public static ulong Lowest(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;

    /// <summary>Bit i of the answer is the parity of bits 0 to i: set from each odd bit up to the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixParity(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
