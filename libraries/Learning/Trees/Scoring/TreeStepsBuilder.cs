namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Takes one tree apart into steps: subtrees of up to six full levels, pairs of leaves, and merges of what these leave.</summary>
internal sealed class TreeStepsBuilder(DecisionTree tree, SplitColumns columns, bool useEights)
{
    private readonly SplitEightBuilder eights = new(tree, columns);
    private readonly List<(int Column, sbyte Bound, int Left, int Right)> merges = [];

    /// <summary>The steps of three levels, subtree after subtree.</summary>
    public List<SplitEight> Eights { get; } = [];

    /// <summary>How many steps of three levels each subtree has.</summary>
    public List<int> Subtrees { get; } = [];

    public List<LeafPair> Pairs { get; } = [];

    public List<float> Leaves { get; } = [];

    /// <summary>The merges, with the slots of subtrees first and those of pairs behind.</summary>
    public IEnumerable<SlotMerge> Merges => merges.Select(merge => new SlotMerge(merge.Column, merge.Bound, (byte)Final(merge.Left), (byte)Final(merge.Right)));

    /// <summary>The slot that ends with the leaf of the tree.</summary>
    public int Root { get; private set; }

    public void Build() => Root = Final(Slot(0));

    /// <summary>The slot that ends with the leaf of a node's subtree; the complement of a pair's number. As deep as the tree, which has few leaves.</summary>
    private int Slot(int node)
    {
        if (useEights && eights.LeavesAt(node) > 0)
        {
            var before = Eights.Count;
            eights.Build(node, Leaves.Count, Eights, Leaves);
            Subtrees.Add(Eights.Count - before);
            return Subtrees.Count - 1;
        }

        if (tree.Feature[node] == DecisionTree.Leaf)
        {
            var leaf = Leaf(node);
            return Pair(new LeafPair(ByteSplit.AlwaysLeft.Column, ByteSplit.AlwaysLeft.Bound, leaf, leaf));
        }

        int left = tree.Left[node], right = tree.Right[node];
        var split = columns.Find(tree, node);
        var column = split.Column * ByteScorer.BlockRows;
        if (tree.Feature[left] == DecisionTree.Leaf && tree.Feature[right] == DecisionTree.Leaf)
        {
            return Pair(new LeafPair(column, split.Bound, Leaf(left), Leaf(right)));
        }

        var slot = Slot(left);
        merges.Add((column, split.Bound, slot, Slot(right)));
        return slot;
    }

    private int Final(int slot) => slot >= 0 ? slot : Subtrees.Count + ~slot;

    private int Pair(LeafPair pair)
    {
        Pairs.Add(pair);
        return ~(Pairs.Count - 1);
    }

    private byte Leaf(int node)
    {
        Leaves.Add(tree.Value[node]);
        return (byte)(Leaves.Count - 1);
    }
}
