using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>A tree made ready to say, for 32 rows at once and every leaf, which of the path's features let the row through.</summary>
/// <remarks>A feature of a path has a slot, counted from the root; its bit is set where the row meets all the path's splits on it.</remarks>
internal sealed class PatternTree
{
    /// <summary>The most different features that a path may ask.</summary>
    public const int MostSlots = 64;

    private readonly byte[] slots;

    /// <exception cref="TrustException">A path asks more features than <see cref="MostSlots"/>.</exception>
    public PatternTree(ExplainedTree tree)
    {
        Tree = tree;
        slots = new byte[tree.NodeCount];
        var paths = new List<List<int>?>(new List<int>?[tree.NodeCount]) { [0] = [] };
        var leaves = new List<PatternLeaf>();
        for (var node = 0; node < tree.NodeCount; node++)
        {
            var features = paths[node]!;
            paths[node] = null;
            if (tree.Feature[node] == ExplainedTree.Leaf)
            {
                leaves.Add(new PatternLeaf(node, [.. features], tree.Value[node]));
                continue;
            }

            var slot = features.IndexOf(tree.Feature[node]);
            slots[node] = (byte)(slot < 0 ? features.Count : slot);
            List<int> below = slot < 0 ? [.. features, tree.Feature[node]] : features;
            if (below.Count > MostSlots) throw new TrustException($"A path of the tree asks more than {MostSlots} features; explain this model without a background, or by KernelSHAP.");
            paths[tree.Left[node]] = paths[tree.Right[node]] = below;
        }

        Leaves = leaves;
    }

    public ExplainedTree Tree { get; }

    public IReadOnlyList<PatternLeaf> Leaves { get; }

    /// <summary>How many numbers <see cref="Fill"/> writes.</summary>
    public int Length => Tree.NodeCount * Lanes.Count;

    /// <summary>The patterns of 32 rows: node × row; those of a leaf stand at its node.</summary>
    /// <param name="columns">Per feature: the rows' values.</param>
    /// <param name="patterns">Receives <see cref="Length"/> numbers.</param>
    public void Fill(ReadOnlySpan<Lanes> columns, Span<ulong> patterns)
    {
        patterns[..Lanes.Count].Fill(ulong.MaxValue);
        for (var node = 0; node < Tree.NodeCount; node++)
        {
            if (Tree.Feature[node] == ExplainedTree.Leaf) continue;
            var own = Of(patterns, node);
            Span<ulong> left = Of(patterns, Tree.Left[node]), right = Of(patterns, Tree.Right[node]);
            var column = Lanes.Values(columns.Slice(Tree.Feature[node], 1));
            if (Tree.Categories?[node] is null) Part(column, Tree.Threshold[node], Tree.DefaultLeft[node], 1UL << slots[node], own, left, right);
            else PartCodes(node, column, own, left, right);
        }
    }

    public static Span<ulong> Of(Span<ulong> patterns, int node) => patterns.Slice(node * Lanes.Count, Lanes.Count);

    private void PartCodes(int node, ReadOnlySpan<double> column, ReadOnlySpan<ulong> own, Span<ulong> left, Span<ulong> right)
    {
        var bit = 1UL << slots[node];
        for (var row = 0; row < own.Length; row++)
        {
            var goesLeft = Tree.GoesLeft(node, column[row]);
            left[row] = goesLeft ? own[row] : own[row] & ~bit;
            right[row] = goesLeft ? own[row] & ~bit : own[row];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Part(
        ReadOnlySpan<double> column, double threshold, bool missingLeft, ulong bit, ReadOnlySpan<ulong> own, Span<ulong> left, Span<ulong> right)
    {
        var values = MemoryMarshal.Cast<double, Vector512<double>>(column);
        var from = MemoryMarshal.Cast<ulong, Vector512<ulong>>(own)[..values.Length];
        var toLeft = MemoryMarshal.Cast<ulong, Vector512<ulong>>(left)[..values.Length];
        var toRight = MemoryMarshal.Cast<ulong, Vector512<ulong>>(right)[..values.Length];
        var bound = Vector512.Create(threshold);
        var bits = Vector512.Create(bit);
        for (var i = 0; i < values.Length; i++)
        {
            var goesLeft = (missingLeft ? ~Vector512.GreaterThanOrEqual(values[i], bound) : Vector512.LessThan(values[i], bound)).AsUInt64();
            toLeft[i] = from[i] & (goesLeft | ~bits);
            toRight[i] = Vector512.AndNot(from[i], goesLeft & bits);
        }
    }
}

/// <summary>A leaf and the path to it.</summary>
/// <param name="Node">Its number in the tree.</param>
/// <param name="Features">The feature of every slot.</param>
/// <param name="Value">What it adds to the score.</param>
internal sealed record PatternLeaf(int Node, int[] Features, double Value)
{
    /// <summary>The pattern of a row that every feature lets through.</summary>
    public ulong All { get; } = Features.Length == PatternTree.MostSlots ? ulong.MaxValue : (1UL << Features.Length) - 1;
}
