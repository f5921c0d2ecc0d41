using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Binning;

/// <summary>Sorts floats by their bits, eleven at a time: several times as fast as by comparison.</summary>
internal static class FloatSort
{
    private const int Radix = 11;
    private const int Buckets = 1 << Radix;
    private const uint Sign = 0x80000000;

    /// <summary>Ascending; the values must not be NaN. The scratch is as long as the values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<float> values, Span<uint> scratch)
    {
        var keys = MemoryMarshal.Cast<float, uint>(values);
        scratch = scratch[..keys.Length];
        Span<int> counts = stackalloc int[3 * Buckets];
        counts.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            var key = ToKey(keys[i]);
            keys[i] = key;
            counts[(int)(key & (Buckets - 1))]++;
            counts[Buckets + (int)((key >> Radix) & (Buckets - 1))]++;
            counts[(2 * Buckets) + (int)(key >> (2 * Radix))]++;
        }

        for (var pass = 0; pass < 3; pass++) ToStarts(counts.Slice(pass * Buckets, Buckets));
        Scatter(keys, scratch, counts[..Buckets], 0);
        Scatter(scratch, keys, counts.Slice(Buckets, Buckets), Radix);
        Scatter(keys, scratch, counts.Slice(2 * Buckets, Buckets), 2 * Radix);
        for (var i = 0; i < keys.Length; i++) keys[i] = FromKey(scratch[i]);
    }

    private static void ToStarts(Span<int> counts)
    {
        var sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var count = counts[i];
            counts[i] = sum;
            sum += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ReadOnlySpan<uint> from, Span<uint> to, Span<int> starts, int shift)
    {
        foreach (var key in from) to[starts[(int)((key >> shift) & (Buckets - 1))]++] = key;
    }

    private static uint ToKey(uint bits) => bits ^ ((uint)((int)bits >> 31) | Sign);

    private static uint FromKey(uint key) => key ^ ((uint)((int)~key >> 31) | Sign);
}
