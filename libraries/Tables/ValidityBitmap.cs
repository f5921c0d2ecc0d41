using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Tables;

/// <summary>One bit per row: set where a value is present. Slices share the words of the whole.</summary>
public readonly struct ValidityBitmap
{
    private readonly ulong[] words;
    private readonly int offset;

    private ValidityBitmap(ulong[] words, int offset, int length)
    {
        this.words = words;
        this.offset = offset;
        Length = length;
    }

    public int Length { get; }

    public bool this[int row] => (words[(offset + row) >> 6] >> (offset + row) & 1) != 0;

    /// <summary>Set where a value is not the one that stands for a missing one; NaN stands for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ValidityBitmap From<T>(ReadOnlySpan<T> values, T missing) where T : unmanaged, IEquatable<T>
    {
        var words = new ulong[(values.Length + 63) / 64];
        var whole = Vector512.IsHardwareAccelerated ? values.Length / 64 : 0;
        for (var i = 0; i < whole; i++) words[i] = Word(values.Slice(i * 64, 64), missing);
        for (var i = whole * 64; i < values.Length; i++)
        {
            if (!values[i].Equals(missing)) words[i >> 6] |= 1UL << i;
        }

        return new ValidityBitmap(words, 0, values.Length);
    }

    public ValidityBitmap Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        return new ValidityBitmap(words, offset + start, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word<T>(ReadOnlySpan<T> values, T missing) where T : unmanaged, IEquatable<T>
    {
        var absent = Vector512.Create(missing);
        var word = 0UL;
        for (var i = 0; i < values.Length; i += Vector512<T>.Count)
        {
            var part = Vector512.Create(values.Slice(i, Vector512<T>.Count));
            word |= (~Vector512.Equals(part, absent) & Vector512.Equals(part, part)).ExtractMostSignificantBits() << i;
        }

        return word;
    }

    /// <summary>The bits of the rows named, in that order.</summary>
    public ValidityBitmap Take(ReadOnlySpan<int> rows)
    {
        var taken = new ulong[(rows.Length + 63) / 64];
        for (var i = 0; i < rows.Length; i++)
        {
            if (this[rows[i]]) taken[i >> 6] |= 1UL << i;
        }

        return new ValidityBitmap(taken, 0, rows.Length);
    }

    /// <summary>How many rows have a value.</summary>
    public int CountPresent()
    {
        var count = 0;
        var position = offset;
        var end = offset + Length;
        while (position < end)
        {
            var bits = Math.Min(64 - (position & 63), end - position);
            var mask = bits == 64 ? ulong.MaxValue : ((1UL << bits) - 1) << (position & 63);
            count += BitOperations.PopCount(words[position >> 6] & mask);
            position += bits;
        }

        return count;
    }
}
