using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>The walk of one row through trees laid out by <see cref="WalkLayout"/>, which has checked every index.</summary>
internal static class WalkKernel
{
    public static void Fill(ReadOnlySpan<double> row, Span<float> slots)
    {
        slots = slots[..(row.Length * 2)];
        for (var i = 0; i < row.Length; i++)
        {
            var value = (float)row[i];
            slots[i * 2] = value;
            slots[(i * 2) + 1] = float.IsNaN(value) ? float.PositiveInfinity : value;
        }
    }

    public static void RoundToFloats(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (float)values[i];
    }

    public static double SumOne(WalkArrays all, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<float> slots, double start, bool floatSums)
    {
        var sum = start;
        var t = 0;
        for (; t + 4 <= trees.Length; t += 4)
        {
            Leaves(all, trees.Slice(t, 4), slots, out var a, out var b, out var c, out var d);
            sum = floatSums ? (float)((float)((float)((float)(sum + a) + b) + c) + d) : sum + a + b + c + d;
        }

        for (; t < trees.Length; t++) sum = Add(sum, Leaf(all, trees[t], slots), floatSums);
        return sum;
    }

    public static void SumMany(WalkArrays all, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<float> slots, Span<double> sums, bool floatSums)
    {
        for (int t = 0, output = 0; t < trees.Length; t++)
        {
            sums[output] = Add(sums[output], Leaf(all, trees[t], slots), floatSums);
            if (++output == sums.Length) output = 0;
        }
    }

    /// <summary>The values of four trees, walked side by side so that the processor does not wait for one load after another.</summary>
    private static void Leaves(
        WalkArrays all, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<float> slots, out float a, out float b, out float c, out float d)
    {
        if (trees[0].HasSets | trees[1].HasSets | trees[2].HasSets | trees[3].HasSets)
        {
            a = Leaf(all, trees[0], slots);
            b = Leaf(all, trees[1], slots);
            c = Leaf(all, trees[2], slots);
            d = Leaf(all, trees[3], slots);
            return;
        }

        ref var nodes = ref MemoryMarshal.GetReference(all.Nodes);
        ref var row = ref MemoryMarshal.GetReference(slots);
        int i = trees[0].Root, j = trees[1].Root, k = trees[2].Root, l = trees[3].Root;
        var depth = Math.Max(Math.Max(trees[0].Depth, trees[1].Depth), Math.Max(trees[2].Depth, trees[3].Depth));
        for (; depth > 0; depth--)
        {
            i = Next(ref Unsafe.Add(ref nodes, i), ref row);
            j = Next(ref Unsafe.Add(ref nodes, j), ref row);
            k = Next(ref Unsafe.Add(ref nodes, k), ref row);
            l = Next(ref Unsafe.Add(ref nodes, l), ref row);
        }

        a = Unsafe.Add(ref nodes, i).Value;
        b = Unsafe.Add(ref nodes, j).Value;
        c = Unsafe.Add(ref nodes, k).Value;
        d = Unsafe.Add(ref nodes, l).Value;
    }

    private static float Leaf(WalkArrays all, WalkTree tree, ReadOnlySpan<float> slots)
    {
        ref var nodes = ref MemoryMarshal.GetReference(all.Nodes);
        ref var row = ref MemoryMarshal.GetReference(slots);
        var i = tree.Root;
        if (tree.HasSets) return all.Nodes[LeafWithSets(all, i, slots)].Value;
        for (var depth = tree.Depth; depth > 0; depth--) i = Next(ref Unsafe.Add(ref nodes, i), ref row);
        return Unsafe.Add(ref nodes, i).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref WalkNode node, ref float row) => node.Left + (Unsafe.Add(ref row, node.Slot) >= node.Threshold ? 1 : 0);

    private static int LeafWithSets(WalkArrays all, int index, ReadOnlySpan<float> slots)
    {
        while (true)
        {
            ref readonly var node = ref all.Nodes[index];
            var left = node.Slot >= 0
                ? !(slots[node.Slot] >= node.Threshold)
                : GoesLeft(all, all.Sets[BitConverter.SingleToInt32Bits(node.Threshold)], slots[~node.Slot]);
            var next = node.Left + (left ? 0 : 1);
            if (next == index) return index;
            index = next;
        }
    }

    private static bool GoesLeft(WalkArrays all, WalkSet set, float code)
    {
        if (!(code >= 0)) return set.DefaultLeft;
        var index = (int)code;
        return index >> 5 < set.Length && (all.Words[set.Start + (index >> 5)] >> index & 1) != 0;
    }

    private static double Add(double sum, float value, bool floatSums) => floatSums ? (float)(sum + value) : sum + value;

    /// <summary>The arrays of a layout.</summary>
    internal readonly ref struct WalkArrays(ReadOnlySpan<WalkNode> nodes, ReadOnlySpan<WalkSet> sets, ReadOnlySpan<int> words)
    {
        public readonly ReadOnlySpan<WalkNode> Nodes = nodes;
        public readonly ReadOnlySpan<WalkSet> Sets = sets;
        public readonly ReadOnlySpan<int> Words = words;
    }
}
