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
    public static double Sum(ReadOnlySpan<WalkNode> nodes, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<int> slots, double start, bool floatSums)
    {
        Span<float> values = stackalloc float[Group];
        var sum = start;
        for (var t = 0; t < trees.Length; t += Group)
        {
            var group = trees.Slice(t, Math.Min(Group, trees.Length - t));
            FindValues(nodes, group, slots, values);
            foreach (var value in values[..group.Length]) sum = Add(sum, value, floatSums);
        }

        return sum;
    }

    /// <summary>As <see cref="Sum"/>, tree t for output t modulo their number.</summary>
    public static void SumEach(ReadOnlySpan<WalkNode> nodes, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<int> slots, Span<double> sums, bool floatSums)
    {
        Span<float> values = stackalloc float[Group];
        for (int t = 0, output = 0; t < trees.Length; t += Group)
        {
            var group = trees.Slice(t, Math.Min(Group, trees.Length - t));
            FindValues(nodes, group, slots, values);
            foreach (var value in values[..group.Length])
            {
                sums[output] = Add(sums[output], value, floatSums);
                if (++output == sums.Length) output = 0;
            }
        }
    }

    private static void FindValues(ReadOnlySpan<WalkNode> nodes, ReadOnlySpan<WalkTree> trees, ReadOnlySpan<int> slots, Span<float> values)
    {
        var depth = 0;
        foreach (ref readonly var tree in trees) depth = Math.Max(depth, tree.Depth);
        if (trees.Length == Group) WalkGroup(nodes, trees, slots, depth, values);
        else for (var t = 0; t < trees.Length; t++) values[t] = Walk(nodes, trees[t], slots);
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

    private static float Walk(ReadOnlySpan<WalkNode> nodes, WalkTree tree, ReadOnlySpan<int> slots)
    {
        ref var all = ref MemoryMarshal.GetReference(nodes);
        ref var row = ref MemoryMarshal.GetReference(slots);
        var index = tree.Root;
        for (var depth = tree.Depth; depth > 0; depth--) index = Next(ref all, index, ref row);
        return Unsafe.Add(ref all, index).Value;
    }

    private static double Add(double sum, float value, bool floatSums) => floatSums ? (float)(sum + value) : sum + value;
}
