using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>The walk of one row through trees laid out by <see cref="WalkLayout"/>, which has checked every index.</summary>
internal static class WalkKernel
{
    /// <summary>Trees walked side by side, so that the processor does not wait for one load after another.</summary>
    private const int Group = 8;

    /// <summary>Two keys per value: the first sends a missing one left, the second right.</summary>
    public static void Fill(ReadOnlySpan<double> row, Span<int> slots)
    {
        slots = slots[..(row.Length * 2)];
        for (var i = 0; i < row.Length; i++)
        {
            var value = (float)row[i];
            var key = WalkKey.Of(value);
            var missing = float.IsNaN(value);
            slots[i * 2] = missing ? WalkKey.MissingLeft : key;
            slots[(i * 2) + 1] = missing ? WalkKey.MissingRight : key;
        }
    }

    /// <summary>Adds the leaf values of all trees, in their order, to <paramref name="start"/>.</summary>
    public static double Sum(in WalkArrays all, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<int> slots, double start, bool floatSums)
    {
        Span<float> values = stackalloc float[Group];
        var sum = start;
        for (var t = 0; t < trees.Length; t += Group)
        {
            var group = trees.Slice(t, Math.Min(Group, trees.Length - t));
            FindValues(all, group, slots, values);
            foreach (var value in values[..group.Length]) sum = Add(sum, value, floatSums);
        }

        return sum;
    }

    /// <summary>As <see cref="Sum"/>, tree t for output t modulo their number.</summary>
    public static void SumEach(in WalkArrays all, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<int> slots, Span<double> sums, bool floatSums)
    {
        Span<float> values = stackalloc float[Group];
        for (int t = 0, output = 0; t < trees.Length; t += Group)
        {
            var group = trees.Slice(t, Math.Min(Group, trees.Length - t));
            FindValues(all, group, slots, values);
            foreach (var value in values[..group.Length])
            {
                sums[output] = Add(sums[output], value, floatSums);
                if (++output == sums.Length) output = 0;
            }
        }
    }

    private static void FindValues(in WalkArrays all, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<int> slots, Span<float> values)
    {
        var depth = 0;
        var hasSets = trees.Length < Group;
        foreach (ref readonly var tree in trees)
        {
            depth = Math.Max(depth, tree.Depth);
            hasSets |= tree.HasSets;
        }

        if (!hasSets) WalkGroup(all.Nodes, trees, slots, depth, values);
        else for (var t = 0; t < trees.Length; t++) values[t] = Walk(all, trees[t], slots);
    }

    private static void WalkGroup(ReadOnlySpan<WalkNode> nodes, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<int> slots, int depth, Span<float> values)
    {
        ref var all = ref MemoryMarshal.GetReference(nodes);
        ref var row = ref MemoryMarshal.GetReference(slots);
        int a = trees[0].Root, b = trees[1].Root, c = trees[2].Root, d = trees[3].Root;
        int e = trees[4].Root, f = trees[5].Root, g = trees[6].Root, h = trees[7].Root;
        for (; depth > 0; depth--)
        {
            a = Next(ref all, a, ref row);
            b = Next(ref all, b, ref row);
            c = Next(ref all, c, ref row);
            d = Next(ref all, d, ref row);
            e = Next(ref all, e, ref row);
            f = Next(ref all, f, ref row);
            g = Next(ref all, g, ref row);
            h = Next(ref all, h, ref row);
        }

        values[7] = Unsafe.Add(ref all, h).Value;
        values[6] = Unsafe.Add(ref all, g).Value;
        values[5] = Unsafe.Add(ref all, f).Value;
        values[4] = Unsafe.Add(ref all, e).Value;
        values[3] = Unsafe.Add(ref all, d).Value;
        values[2] = Unsafe.Add(ref all, c).Value;
        values[1] = Unsafe.Add(ref all, b).Value;
        values[0] = Unsafe.Add(ref all, a).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref WalkNode nodes, int index, ref int row)
    {
        ref var node = ref Unsafe.Add(ref nodes, (nint)(uint)index);
        return node.Left + (Unsafe.Add(ref row, (nint)(uint)node.Slot) >= node.Threshold ? 1 : 0);
    }

    private static float Walk(in WalkArrays all, WalkTree tree, ReadOnlySpan<int> slots)
    {
        var index = tree.Root;
        while (true)
        {
            ref readonly var node = ref all.Nodes[index];
            var right = node.Slot >= 0
                ? slots[node.Slot] >= node.Threshold
                : !GoesLeft(all, all.Sets[node.Threshold], slots[~node.Slot]);
            var next = node.Left + (right ? 1 : 0);
            if (next == index) return node.Value;
            index = next;
        }
    }

    private static bool GoesLeft(in WalkArrays all, WalkSet set, int key)
    {
        if (key < 0) return set.DefaultLeft;
        var code = (int)WalkKey.ToFloat(key);
        return code >> 5 < set.Length && (all.Words[set.Start + (code >> 5)] >> code & 1) != 0;
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
