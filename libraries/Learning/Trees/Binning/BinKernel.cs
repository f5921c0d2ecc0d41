using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Binning;

/// <summary>Finds the bins of many numbers with two vector comparisons of sixteen each: first the block of cuts, then the cut.</summary>
internal static class BinKernel
{
    private const int Lanes = 16;

    /// <summary>The cuts as the kernel wants them: inner cuts, then infinity up to 256, then the last cut of each sixteen.</summary>
    public static float[] Layout(ColumnBins column)
    {
        var layout = new float[ColumnBins.Most + Lanes];
        Array.Fill(layout, float.PositiveInfinity);
        column.Cuts.AsSpan(0, column.Count - 1).CopyTo(layout);
        for (var block = 0; block < Lanes; block++) layout[ColumnBins.Most + block] = layout[(block * Lanes) + Lanes - 1];
        return layout;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Assign(ReadOnlySpan<float> values, ReadOnlySpan<float> layout, byte missingBin, Span<byte> bins)
    {
        if (layout.Length != ColumnBins.Most + Lanes || bins.Length != values.Length) throw new ArgumentException("The lengths do not fit.");
        ref var cuts = ref MemoryMarshal.GetReference(layout);
        var pivots = Vector512.LoadUnsafe(ref cuts, ColumnBins.Most);
        for (var i = 0; i < values.Length; i++)
        {
            var value = Vector512.Create(values[i]);
            var block = (uint)BitOperations.PopCount(Vector512.LessThanOrEqual(pivots, value).ExtractMostSignificantBits()) * Lanes;
            var within = (uint)BitOperations.PopCount(Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref cuts, block), value).ExtractMostSignificantBits());
            bins[i] = float.IsNaN(values[i]) ? missingBin : (byte)(block + within);
        }
    }
}
