using System.Runtime.InteropServices;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Histograms;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Grows one tree after another on the same binned rows. Its workspaces are used again.</summary>
internal sealed class TreeGrower
{
    private readonly SplitRules rules;
    private readonly InteractionRules interactions;
    private readonly ColumnSampler columns;
    private readonly BinnedTable table;
    private readonly NodeHistograms histograms;
    private readonly HistogramBuilder builder;
    private readonly SplitFinder finder;
    private readonly Frontier frontier;
    private readonly List<GrowingNode> batch = [];
    private readonly List<AppliedSplit> splits = [];
    private readonly List<(int Node, int Slot)> toCount = [];
    private readonly List<ScanPair> toScan = [];
    private TreeBuilder tree;

    public TreeGrower(BinnedTable table, SplitRules rules, InteractionRules interactions, WorkerTeam team, bool vectorized)
    {
        this.table = table;
        this.rules = rules;
        this.interactions = interactions;
        columns = new ColumnSampler(rules.Options, table.Columns.Length);
        histograms = new NodeHistograms(table.Columns.Length, rules.Options.HistogramBytes);
        builder = new HistogramBuilder(table, histograms, team, vectorized);
        finder = new SplitFinder(table, histograms, rules, team, vectorized);
        frontier = new Frontier(rules.Options);
        tree = new TreeBuilder(table.Columns);
    }

    /// <summary>Grows a tree, and leaves the rows of each leaf in the partitions.</summary>
    /// <param name="gradients">Of the rows to learn from.</param>
    /// <param name="learning">The rows to learn from, all in node 0.</param>
    /// <param name="following">Other rows that are to be led to their leaves.</param>
    /// <param name="seed">The seed and number of the column samples.</param>
    public DecisionTree Grow(PackedGradients gradients, RowPartition learning, IReadOnlyList<RowPartition> following, (ulong Seed, ulong Tree) seed)
    {
        tree = new TreeBuilder(table.Columns);
        histograms.ReturnAll();
        columns.StartTree(seed.Seed, seed.Tree);
        frontier.Start(Root(gradients, learning));
        while (frontier.TakeNext(batch))
        {
            var children = SplitNodes();
            learning.Split(splits);
            foreach (var partition in following) partition.Split(splits);
            Plan(children, learning);
            builder.Build(CollectionsMarshal.AsSpan(toCount), learning, gradients);
            finder.Find(toScan);
            foreach (var child in children) Keep(child);
        }

        return tree.Build();
    }

    private GrowingNode Root(PackedGradients gradients, RowPartition learning)
    {
        var slot = histograms.Take();
        builder.Build([(0, slot)], learning, gradients);
        double g = 0, h = 0;
        foreach (var sum in histograms.Gradients(slot, 0)) g += sum;
        foreach (var sum in histograms.Hessians(slot, 0)) h += sum;
        var root = new GrowingNode { Id = 0, Depth = 0, Gradient = g, Hessian = h, Bounds = Bounds.Open, Slot = slot, Path = [] };
        root.Allowed = AllowedAt(root);
        AddLeaf(root);
        toScan.Clear();
        if (CanSplit(root)) toScan.Add(new ScanPair(root, slot, null));
        finder.Find(toScan);
        if (!root.Split.Exists) histograms.Return(slot);
        return root;
    }

    private List<GrowingNode> SplitNodes()
    {
        splits.Clear();
        var children = new List<GrowingNode>(2 * batch.Count);
        foreach (var node in batch)
        {
            var split = node.Split;
            splits.Add(new AppliedSplit(node.Id, tree.Count, split));
            tree.Split(node.Id, split);
            var (rightGradient, rightHessian) = (node.Gradient - split.LeftGradient, node.Hessian - split.LeftHessian);
            var (leftBounds, rightBounds) = node.Bounds.Split(
                rules.Monotone?[split.Column] ?? 0,
                rules.Value(split.LeftGradient, split.LeftHessian, node.Bounds), rules.Value(rightGradient, rightHessian, node.Bounds));
            children.Add(Child(node, split.LeftGradient, split.LeftHessian, leftBounds));
            children.Add(Child(node, rightGradient, rightHessian, rightBounds));
        }

        return children;
    }

    private GrowingNode Child(GrowingNode parent, double gradient, double hessian, Bounds bounds)
    {
        var child = new GrowingNode
        {
            Id = tree.Count,
            Depth = parent.Depth + 1,
            Gradient = gradient,
            Hessian = hessian,
            Bounds = bounds,
            Path = interactions.Any ? [.. parent.Path, parent.Split.Column] : [],
        };
        AddLeaf(child);
        child.Allowed = CanSplit(child) ? AllowedAt(child) : null;
        return child;
    }

    private void AddLeaf(GrowingNode node) => tree.AddLeaf(rules.Options.Eta * rules.Value(node.Gradient, node.Hessian, node.Bounds), node.Hessian);

    private bool CanSplit(GrowingNode node) => node.Depth < rules.Options.MaxDepth && node.Hessian >= 2 * rules.LeastHessian;

    private bool[]? AllowedAt(GrowingNode node)
    {
        var drawn = columns.TakesAll ? null : columns.ForNode(node.Depth);
        var reachable = interactions.Any && node.Path.Length > 0 ? interactions.Below(node.Path) : null;
        if (drawn is null || reachable is null) return drawn ?? reachable;
        var both = new bool[drawn.Length];
        for (var i = 0; i < both.Length; i++) both[i] = drawn[i] && reachable[i];
        return both;
    }

    /// <summary>Of each two children the one with fewer rows is counted; the other is what its parent has more.</summary>
    private void Plan(List<GrowingNode> children, RowPartition learning)
    {
        toCount.Clear();
        toScan.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            var (left, right) = (children[2 * i], children[(2 * i) + 1]);
            var parentSlot = batch[i].Slot;
            if (parentSlot == GrowingNode.NoSlot)
            {
                CountAlone(left);
                CountAlone(right);
                continue;
            }

            if (!CanSplit(left) && !CanSplit(right))
            {
                histograms.Return(parentSlot);
                continue;
            }

            var leftIsSmaller = learning.RangeOf(left.Id).Count <= learning.RangeOf(right.Id).Count;
            var (smaller, larger) = leftIsSmaller ? (left, right) : (right, left);
            smaller.Slot = histograms.Take();
            larger.Slot = parentSlot;
            toCount.Add((smaller.Id, smaller.Slot));
            toScan.Add(new ScanPair(CanSplit(smaller) ? smaller : null, smaller.Slot, CanSplit(larger) ? larger : null));
        }
    }

    private void CountAlone(GrowingNode node)
    {
        if (!CanSplit(node)) return;
        node.Slot = histograms.Take();
        toCount.Add((node.Id, node.Slot));
        toScan.Add(new ScanPair(node, node.Slot, null));
    }

    /// <summary>Offers a child that can be split. Its histogram is kept, so that its children need only one counted, while there is room.</summary>
    private void Keep(GrowingNode child)
    {
        if (child.Slot == GrowingNode.NoSlot) return;
        frontier.Offer(child);
        if (child.Split.Exists && !histograms.AreTooMany) return;
        histograms.Return(child.Slot);
        child.Slot = GrowingNode.NoSlot;
    }
}
