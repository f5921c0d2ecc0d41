using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using MlPlatform.Learning.Trees.Binning;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>Adds each row's packed gradient to one bin per column of a group.</summary>
internal static class HistogramKernel
{
    /// <summary>Rows between the one that is added and the one that is fetched from memory.</summary>
    private const int Ahead = 40;

    /// <summary>Adds some rows to a group's packed histogram.</summary>
    /// <param name="rows">Row indices.</param>
    /// <param name="words">The packed gradient of each of these rows.</param>
    /// <param name="table">The bins.</param>
    /// <param name="group">The columns to add.</param>
    /// <param name="histogram">256 sums per column, for <see cref="ColumnGroup.Most"/> columns; those beyond the group's may be changed.</param>
    /// <param name="fetch">Whether to ask memory for rows ahead of time; later groups of the same rows find them near.</param>
    public static void Accumulate(ReadOnlySpan<int> rows, ReadOnlySpan<long> words, RowBins table, ColumnGroup group, Span<long> histogram, bool fetch)
    {
        if (histogram.Length < ColumnGroup.Most * ColumnBins.Most || words.Length < rows.Length) throw new ArgumentException("The lengths do not fit.");
        switch ((group.Count + 1) / 2)
        {
            case 1: Unrolled<Two>(rows, words, table, group.First, histogram, fetch); break;
            case 2: Unrolled<Four>(rows, words, table, group.First, histogram, fetch); break;
            case 3: Unrolled<Six>(rows, words, table, group.First, histogram, fetch); break;
            case 4: Unrolled<Eight>(rows, words, table, group.First, histogram, fetch); break;
            case 5: Unrolled<Ten>(rows, words, table, group.First, histogram, fetch); break;
            case 6: Unrolled<Twelve>(rows, words, table, group.First, histogram, fetch); break;
            case 7: Unrolled<Fourteen>(rows, words, table, group.First, histogram, fetch); break;
            default: Unrolled<Sixteen>(rows, words, table, group.First, histogram, fetch); break;
        }
    }

    /// <summary>The plain way.</summary>
    public static void AccumulatePlain(ReadOnlySpan<int> rows, ReadOnlySpan<long> words, RowBins table, ColumnGroup group, Span<long> histogram)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var bins = table.Bins.AsSpan((rows[i] * table.Stride) + group.First, group.Count);
            for (var column = 0; column < bins.Length; column++) histogram[(column * ColumnBins.Most) + bins[column]] += words[i];
        }
    }

    // The columns are written out, and the width is a type, so that each addition is one instruction at a fixed offset.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unrolled<TWidth>(
        ReadOnlySpan<int> rows, ReadOnlySpan<long> words, RowBins table, int first, Span<long> histogram, bool fetch) where TWidth : struct, IWidth
    {
        ref var firstBin = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table.Bins), first);
        ref var h = ref MemoryMarshal.GetReference(histogram);
        nint stride = table.Stride;
        var fetched = fetch ? rows.Length - Ahead : 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i < fetched) Fetch(ref Unsafe.Add(ref firstBin, rows[i + Ahead] * stride));
            var word = words[i];
            ref var bin = ref Unsafe.Add(ref firstBin, rows[i] * stride);
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

    /// <summary>Asks for a cache line that will soon be read. Where the object moves meanwhile, another line is fetched and no harm done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ref byte target)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref target));
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
