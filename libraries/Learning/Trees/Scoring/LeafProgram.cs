namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>A split between two leaves: writes the byte of the leaf taken into the next slot.</summary>
internal readonly record struct LeafPair(int Column, sbyte Bound, byte Left, byte Right);

/// <summary>A split between two slots that are known already: the left slot becomes the one taken.</summary>
internal readonly record struct SlotMerge(int Column, sbyte Bound, byte Left, byte Right);

/// <summary>Neighbours in an array.</summary>
internal readonly record struct Part(int Start, int Count)
{
    public int End => Start + Count;

    public ReadOnlySpan<T> Of<T>(T[] all) => all.AsSpan(Start, Count);
}

/// <summary>Where a tree's steps and leaf values lie, and the slot that ends with the leaf of the tree.</summary>
internal readonly record struct TreeSteps(Part Subtrees, Part Pairs, Part Merges, Part Leaves, int Root);

/// <summary>Every tree as a list of steps from its leaves up.</summary>
/// <remarks>
/// A slot holds, per row, the number of a leaf. Subtrees of up to six full levels fill a slot each, three levels per step
/// (<see cref="SplitEight"/>); they run first, and what their steps leave in the slots behind is overwritten. Then come the splits
/// between two leaves, a slot each; a leaf beside a subtree counts as a split that always goes left. At last the splits above
/// merge slots, keeping the left one. Leaves are numbered as they come.
/// </remarks>
internal sealed class LeafProgram
{
    private const int MostLeaves = 256;

    /// <summary>The most slots that the steps of one subtree take.</summary>
    private const int SubtreeSlots = 9;

    /// <summary>Leaf values are filled up to a multiple of this, for the vectors that look them up.</summary>
    private const int LeafGroup = 16;

    private readonly SplitEight[] eights;
    private readonly Part[] subtrees;
    private readonly LeafPair[] pairs;
    private readonly SlotMerge[] merges;
    private readonly float[] leaves;

    public LeafProgram(IReadOnlyList<DecisionTree> trees, SplitColumns columns)
    {
        var (allEights, allSubtrees, allPairs) = (new List<SplitEight>(), new List<Part>(), new List<LeafPair>());
        var (allMerges, allLeaves) = (new List<SlotMerge>(), new List<float>());
        Trees = new TreeSteps[trees.Count];
        Slots = 1;
        for (var t = 0; t < Trees.Length; t++)
        {
            var tree = TakeApart(trees[t], columns);
            var firstSubtree = allSubtrees.Count;
            foreach (var count in tree.Subtrees) allSubtrees.Add(new Part(allSubtrees.Count == 0 ? 0 : allSubtrees[^1].End, count));
            allEights.AddRange(tree.Eights);
            Trees[t] = new TreeSteps(
                new Part(firstSubtree, tree.Subtrees.Count), Append(allPairs, tree.Pairs), Append(allMerges, tree.Merges), Append(allLeaves, FilledUp(tree.Leaves)), tree.Root);
            Slots = Math.Max(Slots, tree.Subtrees.Count + Math.Max(SubtreeSlots, tree.Pairs.Count));
        }

        (eights, subtrees, pairs) = ([.. allEights], [.. allSubtrees], [.. allPairs]);
        (merges, leaves) = ([.. allMerges], [.. allLeaves]);
    }

    public TreeSteps[] Trees { get; }

    /// <summary>The most slots that a tree needs.</summary>
    public int Slots { get; }

    public static bool Fits(DecisionTree tree) => tree.Feature.Count(f => f == DecisionTree.Leaf) <= MostLeaves;

    public ReadOnlySpan<float> ValuesOf(TreeSteps tree) => tree.Leaves.Of(leaves);

    /// <summary>The leaf of every row of a block; it lies in the slots.</summary>
    public ReadOnlySpan<byte> FindLeaves(TreeSteps tree, ReadOnlySpan<sbyte> columns, Span<byte> slots)
    {
        var parts = tree.Subtrees.Of(subtrees);
        for (var i = 0; i < parts.Length; i++) SplitEightKernel.FindLeaves(parts[i].Of(eights), columns, slots[(i * ByteScorer.BlockRows)..]);
        LeafKernel.ChoosePairs(tree.Pairs.Of(pairs), columns, slots[(parts.Length * ByteScorer.BlockRows)..]);
        LeafKernel.Merge(tree.Merges.Of(merges), columns, slots);
        return slots.Slice(tree.Root * ByteScorer.BlockRows, ByteScorer.BlockRows);
    }

    /// <summary>With steps of three levels, unless the leaves that these repeat become too many for a byte.</summary>
    private static TreeStepsBuilder TakeApart(DecisionTree tree, SplitColumns columns)
    {
        var steps = new TreeStepsBuilder(tree, columns, useEights: true);
        steps.Build();
        if (steps.Leaves.Count <= MostLeaves) return steps;
        steps = new TreeStepsBuilder(tree, columns, useEights: false);
        steps.Build();
        return steps;
    }

    private static Part Append<T>(List<T> all, IEnumerable<T> added)
    {
        var start = all.Count;
        all.AddRange(added);
        return new Part(start, all.Count - start);
    }

    private static List<float> FilledUp(List<float> values)
    {
        while (values.Count % LeafGroup != 0) values.Add(0);
        return values;
    }
}
