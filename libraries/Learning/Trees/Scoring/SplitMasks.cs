using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Scores one row: all splits of a tree of up to six levels in one comparison, then its path from bit to bit.</summary>
/// <remarks>
/// The row becomes the bytes of <see cref="SplitColumns"/>, two registers at most. One permutation puts under each of a tree's 63
/// splits the byte that it asks, one comparison makes a 64-bit mask of all decisions. Node i of the tree, in heap order, is bit
/// i; a leaf above the sixth level stands in all places below it.
/// </remarks>
internal sealed class SplitMasks
{
    private const int Levels = 6;
    private const int Nodes = 1 << Levels;
    private const int MostColumns = 2 * Nodes;

    private readonly TreeEnsemble ensemble;
    private readonly SplitColumns columns;
    private readonly byte[] asked;
    private readonly sbyte[] bounds;
    private readonly float[] leaves;

    private SplitMasks(TreeEnsemble ensemble, SplitColumns columns)
    {
        this.ensemble = ensemble;
        this.columns = columns;
        asked = new byte[ensemble.Trees.Count * Nodes];
        bounds = new sbyte[asked.Length];
        leaves = new float[asked.Length];
        for (var t = 0; t < ensemble.Trees.Count; t++) Place(ensemble.Trees[t], 0, 1, t * Nodes);
    }

    /// <summary>The layout, or null where a tree is too deep, the splits ask too many columns, or the processor lacks VBMI.</summary>
    /// <param name="ensemble">The trees.</param>
    /// <param name="columns">The columns of all its splits.</param>
    public static SplitMasks? TryBuild(TreeEnsemble ensemble, SplitColumns columns) =>
        Avx512Vbmi.IsSupported && columns.Count <= MostColumns && ensemble.Trees.All(tree => tree.Depth <= Levels) ? new SplitMasks(ensemble, columns) : null;

    public void Score(ReadOnlySpan<double> row, Span<double> margins)
    {
        Span<sbyte> bytes = stackalloc sbyte[MostColumns];
        columns.FillRow(row, bytes);
        for (var k = 0; k < margins.Length; k++) margins[k] = ensemble.FloatSums ? (float)ensemble.BaseMargins[k] : ensemble.BaseMargins[k];
        if (margins.Length == 1) margins[0] = Sum(bytes, asked, bounds, leaves, margins[0], ensemble.FloatSums);
        else SumEach(bytes, margins);
    }

    private static double Sum(
        ReadOnlySpan<sbyte> row, ReadOnlySpan<byte> asked, ReadOnlySpan<sbyte> bounds, ReadOnlySpan<float> leaves, double sum, bool floatSums)
    {
        ref var value = ref MemoryMarshal.GetReference(leaves);
        var low = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(row));
        var high = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(row), Nodes);
        for (var start = 0; start < leaves.Length; start += Nodes)
        {
            var decisions = Decide(low, high, ref MemoryMarshal.GetReference(asked), ref MemoryMarshal.GetReference(bounds), (nuint)start);
            var leaf = Unsafe.Add(ref value, start + Follow(decisions));
            sum = floatSums ? (float)(sum + leaf) : sum + leaf;
        }

        return sum;
    }

    private void SumEach(ReadOnlySpan<sbyte> row, Span<double> sums)
    {
        for (int t = 0, output = 0; t < ensemble.Trees.Count; t++)
        {
            var part = t * Nodes;
            sums[output] = Sum(row, asked.AsSpan(part, Nodes), bounds.AsSpan(part, Nodes), leaves.AsSpan(part, Nodes), sums[output], ensemble.FloatSums);
            if (++output == sums.Length) output = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Decide(Vector512<sbyte> low, Vector512<sbyte> high, ref byte asked, ref sbyte bounds, nuint start)
    {
        var values = Avx512Vbmi.PermuteVar64x8x2(low, Vector512.LoadUnsafe(ref asked, start).AsSByte(), high);
        return Vector512.GreaterThan(values, Vector512.LoadUnsafe(ref bounds, start)).ExtractMostSignificantBits();
    }

    /// <summary>The place of the leaf to which the decisions lead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Follow(ulong decisions)
    {
        var node = 1;
        node = node + node + (int)(decisions >> node & 1);
        node = node + node + (int)(decisions >> node & 1);
        node = node + node + (int)(decisions >> node & 1);
        node = node + node + (int)(decisions >> node & 1);
        node = node + node + (int)(decisions >> node & 1);
        node = node + node + (int)(decisions >> node & 1);
        return node - Nodes;
    }

    private void Place(DecisionTree tree, int node, int heap, int start)
    {
        if (tree.Feature[node] == DecisionTree.Leaf)
        {
            var below = Levels - BitOperations.Log2((uint)heap);
            leaves.AsSpan(start + (heap << below) - Nodes, 1 << below).Fill(tree.Value[node]);
            return;
        }

        var split = columns.Find(tree, node);
        asked[start + heap] = (byte)split.Column;
        bounds[start + heap] = split.Bound;
        Place(tree, tree.Left[node], 2 * heap, start);
        Place(tree, tree.Right[node], (2 * heap) + 1, start);
    }
}
