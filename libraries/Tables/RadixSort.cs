using System.Runtime.InteropServices;

namespace MlPlatform.Tables;

/// <summary>Sorts floating-point numbers by their bits, eleven at a time from the lowest: linear time, and a pass whose bits are all equal costs nothing.</summary>
/// <remarks>A number's bits, with the sign turned or, of a negative number, all turned, ascend as the numbers do.</remarks>
public static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>Below this many values the tables cost more than comparing.</summary>
    private const int LeastValues = 1024;

    /// <summary>Finite values; the scratch space is at least as long. The sorted values are found where the result says.</summary>
    public static Span<float> Sort(Span<float> values, Span<float> scratch)
    {
        if (values.Length < LeastValues)
        {
            values.Sort();
            return values;
        }

        var keys = MemoryMarshal.Cast<float, uint>(values);
        foreach (ref var key in keys) key ^= (uint)((int)key >> 31) | 0x8000_0000;
        var sorted = SortKeys(keys, MemoryMarshal.Cast<float, uint>(scratch)[..keys.Length]);
        foreach (ref var key in sorted) key ^= ~(uint)((int)key >> 31) | 0x8000_0000;
        return MemoryMarshal.Cast<uint, float>(sorted);
    }

    /// <inheritdoc cref="Sort(Span{float}, Span{float})"/>
    public static Span<double> Sort(Span<double> values, Span<double> scratch)
    {
        if (values.Length < LeastValues)
        {
            values.Sort();
            return values;
        }

        var keys = MemoryMarshal.Cast<double, ulong>(values);
        foreach (ref var key in keys) key ^= (ulong)((long)key >> 63) | 0x8000_0000_0000_0000;
        var sorted = SortKeys(keys, MemoryMarshal.Cast<double, ulong>(scratch)[..keys.Length]);
        foreach (ref var key in sorted) key ^= ~(ulong)((long)key >> 63) | 0x8000_0000_0000_0000;
        return MemoryMarshal.Cast<ulong, double>(sorted);
    }

    private static Span<uint> SortKeys(Span<uint> from, Span<uint> to)
    {
        Span<int> counts = stackalloc int[3 * Digits];
        counts.Clear();
        foreach (var key in from)
        {
            counts[(int)(key & (Digits - 1))]++;
            counts[Digits + (int)(key >> DigitBits & (Digits - 1))]++;
            counts[(2 * Digits) + (int)(key >> (2 * DigitBits))]++;
        }

        for (var pass = 0; pass < 3; pass++)
        {
            var starts = counts.Slice(pass * Digits, Digits);
            var shift = pass * DigitBits;
            if (!ToStarts(starts, (int)(from[0] >> shift & (Digits - 1)), from.Length)) continue;
            foreach (var key in from) to[starts[(int)(key >> shift & (Digits - 1))]++] = key;
            var swap = from;
            from = to;
            to = swap;
        }

        return from;
    }

    private static Span<ulong> SortKeys(Span<ulong> from, Span<ulong> to)
    {
        const int passes = 6;
        Span<int> counts = stackalloc int[passes * Digits];
        counts.Clear();
        foreach (var key in from)
        {
            for (var pass = 0; pass < passes; pass++) counts[(pass * Digits) + (int)(key >> (pass * DigitBits) & (Digits - 1))]++;
        }

        for (var pass = 0; pass < passes; pass++)
        {
            var starts = counts.Slice(pass * Digits, Digits);
            var shift = pass * DigitBits;
            if (!ToStarts(starts, (int)(from[0] >> shift & (Digits - 1)), from.Length)) continue;
            foreach (var key in from) to[starts[(int)(key >> shift & (Digits - 1))]++] = key;
            var swap = from;
            from = to;
            to = swap;
        }

        return from;
    }

    /// <summary>Turns the digits' counts into where each begins; false where all keys have the same digit.</summary>
    private static bool ToStarts(Span<int> counts, int someDigit, int keys)
    {
        if (counts[someDigit] == keys) return false;
        var start = 0;
        foreach (ref var count in counts)
        {
            var next = start + count;
            count = start;
            start = next;
        }

        return true;
    }
}
