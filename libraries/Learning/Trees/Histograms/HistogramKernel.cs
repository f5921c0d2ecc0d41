using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MlPlatform.Learning.Trees.Binning;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>Adds each row's packed gradient to one bin per column of a group.</summary>
internal static class HistogramKernel
{
    /// <summary>Adds some rows to a group's packed histogram.</summary>
    /// <param name="rows">At most <see cref="PackedGradients.MostSummed"/> row indices.</param>
    /// <param name="group">Their bins.</param>
    /// <param name="words">A packed gradient per row of the table.</param>
    /// <param name="histogram">256 sums per column of the group, <see cref="ColumnGroup.Stride"/> columns long.</param>
    public static void Accumulate(ReadOnlySpan<int> rows, ColumnGroup group, long[] words, Span<long> histogram)
    {
        if (histogram.Length < ColumnGroup.Stride * ColumnBins.Most || words.Length * (long)ColumnGroup.Stride > group.Bins.Length) throw new ArgumentException("The lengths do not fit.");
        switch ((group.Count + 1) / 2)
        {
            case 1: Unrolled<Two>(rows, group.Bins, words, histogram); break;
            case 2: Unrolled<Four>(rows, group.Bins, words, histogram); break;
            case 3: Unrolled<Six>(rows, group.Bins, words, histogram); break;
            case 4: Unrolled<Eight>(rows, group.Bins, words, histogram); break;
            case 5: Unrolled<Ten>(rows, group.Bins, words, histogram); break;
            case 6: Unrolled<Twelve>(rows, group.Bins, words, histogram); break;
            case 7: Unrolled<Fourteen>(rows, group.Bins, words, histogram); break;
            default: Unrolled<Sixteen>(rows, group.Bins, words, histogram); break;
        }
    }

    /// <summary>The plain way.</summary>
    public static void AccumulatePlain(ReadOnlySpan<int> rows, ColumnGroup group, long[] words, Span<long> histogram)
    {
        foreach (var row in rows)
        {
            for (var column = 0; column < group.Count; column++)
            {
                histogram[(column * ColumnBins.Most) + group.Bins[(row * ColumnGroup.Stride) + column]] += words[row];
            }
        }
    }

    // The columns are written out, and the width is a type, so that each addition is one instruction at a fixed offset.
    private static void Unrolled<TWidth>(ReadOnlySpan<int> rows, byte[] bins, long[] words, Span<long> histogram) where TWidth : struct, IWidth
    {
        ref var firstBin = ref MemoryMarshal.GetArrayDataReference(bins);
        ref var firstWord = ref MemoryMarshal.GetArrayDataReference(words);
        ref var h = ref MemoryMarshal.GetReference(histogram);
        foreach (var row in rows)
        {
            var word = Unsafe.Add(ref firstWord, row);
            ref var bin = ref Unsafe.Add(ref firstBin, (nint)row * ColumnGroup.Stride);
            Pair(ref bin, ref h, 0, word);
            if (TWidth.Columns > 2) Pair(ref bin, ref h, 2, word);
            if (TWidth.Columns > 4) Pair(ref bin, ref h, 4, word);
            if (TWidth.Columns > 6) Pair(ref bin, ref h, 6, word);
            if (TWidth.Columns > 8) Pair(ref bin, ref h, 8, word);
            if (TWidth.Columns > 10) Pair(ref bin, ref h, 10, word);
            if (TWidth.Columns > 12) Pair(ref bin, ref h, 12, word);
            if (TWidth.Columns > 14) Pair(ref bin, ref h, 14, word);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(ref byte bin, ref long histogram, int column, long word)
    {
        Unsafe.Add(ref Unsafe.Add(ref histogram, column * ColumnBins.Most), (nint)Unsafe.Add(ref bin, column)) += word;
        Unsafe.Add(ref Unsafe.Add(ref histogram, (column + 1) * ColumnBins.Most), (nint)Unsafe.Add(ref bin, column + 1)) += word;
    }

    private interface IWidth
    {
        static abstract int Columns { get; }
    }

    private readonly struct Two : IWidth { public static int Columns => 2; }

    private readonly struct Four : IWidth { public static int Columns => 4; }

    private readonly struct Six : IWidth { public static int Columns => 6; }

    private readonly struct Eight : IWidth { public static int Columns => 8; }

    private readonly struct Ten : IWidth { public static int Columns => 10; }

    private readonly struct Twelve : IWidth { public static int Columns => 12; }

    private readonly struct Fourteen : IWidth { public static int Columns => 14; }

    private readonly struct Sixteen : IWidth { public static int Columns => 16; }
}
