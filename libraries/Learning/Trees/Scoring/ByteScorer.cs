using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Scores blocks of rows: values become bytes once per block, then every tree is worked out for the whole block at once.</summary>
/// <remarks>
/// What a tree asks of a number is only how many of the ensemble's thresholds for this input it reaches, and that fits a byte
/// (<see cref="SplitColumns"/>). One instruction then compares 64 rows with a split, one more selects between two subtrees
/// (<see cref="LeafProgram"/>), and no step depends on a row's path: nothing is mispredicted, nothing gathered.
/// </remarks>
internal sealed class ByteScorer
{
    public const int BlockRows = 256;

    private const int CacheLine = 64;

    private readonly TreeEnsemble ensemble;
    private readonly SplitColumns columns;
    private readonly LeafProgram program;
    private readonly TreeKernel kernel;

    private ByteScorer(TreeEnsemble ensemble, SplitColumns columns, LeafProgram program, TreeKernel kernel)
    {
        this.ensemble = ensemble;
        this.columns = columns;
        this.program = program;
        this.kernel = kernel;
        Masks = kernel == TreeKernel.BytesAvx512 ? SplitMasks.TryBuild(ensemble, columns) : null;
    }

    /// <summary>The layout, or null where a tree has more leaves than a byte counts.</summary>
    public static ByteScorer? TryBuild(TreeEnsemble ensemble, TreeKernel kernel)
    {
        if (!ensemble.Trees.All(LeafProgram.Fits)) return null;
        var columns = new SplitColumns(ensemble);
        return new ByteScorer(ensemble, columns, new LeafProgram(ensemble.Trees, columns), kernel);
    }

    /// <summary>How one row is scored faster than by walking, where the trees allow it.</summary>
    public SplitMasks? Masks { get; }

    public void Score(ReadOnlySpan<double> rows, Span<double> margins)
    {
        var columnArray = ArrayPool<sbyte>.Shared.Rent((Math.Max(columns.Count, 1) * BlockRows) + CacheLine);
        var slotArray = ArrayPool<byte>.Shared.Rent((program.Slots * BlockRows) + CacheLine);
        var sumArray = ArrayPool<double>.Shared.Rent((ensemble.Outputs * BlockRows) + CacheLine);
        try
        {
            var columnBytes = Aligned(columnArray);
            var slots = Aligned(slotArray);
            var sums = Aligned(sumArray);
            var outputs = ensemble.Outputs;
            var count = margins.Length / outputs;
            for (var start = 0; start < count; start += BlockRows)
            {
                var size = Math.Min(BlockRows, count - start);
                columns.Fill(rows.Slice(start * ensemble.FeatureCount, size * ensemble.FeatureCount), kernel, columnBytes);
                if (ensemble.FloatSums) SumFloats(columnBytes, slots, MemoryMarshal.Cast<double, float>(sums));
                else SumDoubles(columnBytes, slots, sums);
                Write(sums, margins.Slice(start * outputs, size * outputs));
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sumArray);
            ArrayPool<byte>.Shared.Return(slotArray);
            ArrayPool<sbyte>.Shared.Return(columnArray);
        }
    }

    private void SumDoubles(ReadOnlySpan<sbyte> columnBytes, Span<byte> slots, Span<double> sums)
    {
        for (var k = 0; k < ensemble.Outputs; k++) sums.Slice(k * BlockRows, BlockRows).Fill(ensemble.BaseMargins[k]);
        for (int t = 0, k = 0; t < program.Trees.Length; t++)
        {
            var tree = program.Trees[t];
            var leaves = program.FindLeaves(tree, columnBytes, slots);
            var output = sums.Slice(k * BlockRows, BlockRows);
            if (kernel == TreeKernel.BytesAvx512) LeafValues.AddAvx512(leaves, program.ValuesOf(tree), output);
            else LeafValues.Add(leaves, program.ValuesOf(tree), output);
            if (++k == ensemble.Outputs) k = 0;
        }
    }

    private void SumFloats(ReadOnlySpan<sbyte> columnBytes, Span<byte> slots, Span<float> sums)
    {
        for (var k = 0; k < ensemble.Outputs; k++) sums.Slice(k * BlockRows, BlockRows).Fill((float)ensemble.BaseMargins[k]);
        for (int t = 0, k = 0; t < program.Trees.Length; t++)
        {
            var tree = program.Trees[t];
            var leaves = program.FindLeaves(tree, columnBytes, slots);
            var output = sums.Slice(k * BlockRows, BlockRows);
            if (kernel == TreeKernel.BytesAvx512) LeafValues.AddAvx512(leaves, program.ValuesOf(tree), output);
            else LeafValues.Add(leaves, program.ValuesOf(tree), output);
            if (++k == ensemble.Outputs) k = 0;
        }
    }

    /// <summary>The array from a cache line's start on. Should it be moved, only speed is lost.</summary>
    private static Span<T> Aligned<T>(T[] array) where T : unmanaged =>
        array.AsSpan((int)(-Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & (CacheLine - 1)) / Unsafe.SizeOf<T>());

    private void Write(ReadOnlySpan<double> sums, Span<double> margins)
    {
        var outputs = ensemble.Outputs;
        var floats = MemoryMarshal.Cast<double, float>(sums);
        var rows = margins.Length / outputs;
        for (var k = 0; k < outputs; k++)
        {
            for (var row = 0; row < rows; row++)
            {
                var index = (k * BlockRows) + row;
                margins[(row * outputs) + k] = ensemble.FloatSums ? floats[index] : sums[index];
            }
        }
    }
}
