namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>A split between two leaves: writes the byte of the leaf taken into the next slot.</summary>
internal readonly record struct LeafPair(int Column, sbyte Bound, byte Left, byte Right);

/// <summary>A split between two slots that are known already: the left slot becomes the one taken.</summary>
internal readonly record struct SlotMerge(int Column, sbyte Bound, byte Left, byte Right);

/// <summary>Neighbours in an array.</summary>
internal readonly record struct Part(int Start, int Count)
{
    public ReadOnlySpan<T> Of<T>(T[] all) => all.AsSpan(Start, Count);
}

/// <summary>Where a tree's steps and leaf values lie. It has steps of three levels, or pairs and merges.</summary>
internal readonly record struct TreeSteps(Part Eights, Part Pairs, Part Merges, Part Leaves);

/// <summary>Every tree as a list of steps from its leaves up: first the splits between two leaves, then the splits above them.</summary>
/// <remarks>
/// Leaves are numbered from left to right. A slot holds, per row, the leaf of a subtree; merging keeps the left slot, so that
/// slot 0 ends with the leaf of the tree. A leaf beside a subtree counts as a split that always goes left. Shallow and full trees
/// take three levels per step instead (<see cref="SplitEight"/>).
/// </remarks>
internal sealed class LeafProgram
{
    private const int MostLeaves = 256;

    /// <summary>Leaf values are filled up to a multiple of this, for the vectors that look them up.</summary>
    public const int LeafGroup = 16;

    private readonly SplitColumns columns;
    private readonly List<SplitEight> eights = [];
    private readonly List<LeafPair> pairs = [];
    private readonly List<SlotMerge> merges = [];
    private readonly List<float> leaves = [];
    private readonly SplitEight[] allEights;
    private readonly LeafPair[] allPairs;
    private readonly SlotMerge[] allMerges;
    private readonly float[] allLeaves;

    public LeafProgram(IReadOnlyList<DecisionTree> trees, SplitColumns columns)
    {
        this.columns = columns;
        Trees = [.. trees.Select(tree => SplitEightBuilder.Suits(tree) ? AddEights(tree) : AddPairs(tree))];
        allEights = [.. eights];
        allPairs = [.. pairs];
        allMerges = [.. merges];
        allLeaves = [.. leaves];
        Slots = Trees.Length == 0 ? 1 : Trees.Max(tree => Math.Max(tree.Pairs.Count, tree.Eights.Count));
    }

    public TreeSteps[] Trees { get; }

    /// <summary>The most slots that a tree needs.</summary>
    public int Slots { get; }

    public static bool Fits(DecisionTree tree) => tree.Feature.Count(f => f == DecisionTree.Leaf) <= MostLeaves;

    public ReadOnlySpan<float> ValuesOf(TreeSteps tree) => tree.Leaves.Of(allLeaves);

    /// <summary>Leaves, in the first block of slots, the leaf of every row of a block.</summary>
    public void FindLeaves(TreeSteps tree, ReadOnlySpan<sbyte> columnBytes, Span<byte> slots)
    {
        if (tree.Eights.Count > 0) SplitEightKernel.FindLeaves(tree.Eights.Of(allEights), columnBytes, slots);
        else LeafKernel.FindLeaves(tree.Pairs.Of(allPairs), tree.Merges.Of(allMerges), columnBytes, slots);
    }

    private TreeSteps AddEights(DecisionTree tree)
    {
        int start = eights.Count, leafStart = leaves.Count;
        var builder = new SplitEightBuilder(tree, columns);
        builder.Build();
        eights.AddRange(builder.Steps);
        leaves.AddRange(builder.Leaves);
        return new TreeSteps(new Part(start, builder.Steps.Count), default, default, FilledUp(leafStart));
    }

    private TreeSteps AddPairs(DecisionTree tree)
    {
        int pairStart = pairs.Count, mergeStart = merges.Count, leafStart = leaves.Count;
        Slot(tree, 0, pairStart, leafStart);
        return new TreeSteps(default, new Part(pairStart, pairs.Count - pairStart), new Part(mergeStart, merges.Count - mergeStart), FilledUp(leafStart));
    }

    private Part FilledUp(int leafStart)
    {
        while ((leaves.Count - leafStart) % LeafGroup != 0) leaves.Add(0);
        return new Part(leafStart, leaves.Count - leafStart);
    }

    /// <summary>The slot that ends with the leaf of a node's subtree. As deep as the tree, which has few leaves.</summary>
    private byte Slot(DecisionTree tree, int node, int pairStart, int leafStart)
    {
        var slot = (byte)(pairs.Count - pairStart);
        if (tree.Feature[node] == DecisionTree.Leaf)
        {
            var leaf = Leaf(tree, node, leafStart);
            pairs.Add(new LeafPair(ByteSplit.AlwaysLeft.Column, ByteSplit.AlwaysLeft.Bound, leaf, leaf));
            return slot;
        }

        int left = tree.Left[node], right = tree.Right[node];
        var split = columns.Find(tree, node);
        if (tree.Feature[left] == DecisionTree.Leaf && tree.Feature[right] == DecisionTree.Leaf)
        {
            pairs.Add(new LeafPair(split.Column * ByteScorer.BlockRows, split.Bound, Leaf(tree, left, leafStart), Leaf(tree, right, leafStart)));
            return slot;
        }

        Slot(tree, left, pairStart, leafStart);
        var other = Slot(tree, right, pairStart, leafStart);
        merges.Add(new SlotMerge(split.Column * ByteScorer.BlockRows, split.Bound, slot, other));
        return slot;
    }

    private byte Leaf(DecisionTree tree, int node, int leafStart)
    {
        leaves.Add(tree.Value[node]);
        return (byte)(leaves.Count - 1 - leafStart);
    }
}
