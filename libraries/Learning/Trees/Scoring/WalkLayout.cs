using System.Buffers;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>All trees of an ensemble as one array of nodes, breadth first, and the walk of one row through it.</summary>
/// <remarks>
/// A row is walked as two keys per input (<see cref="WalkKey"/>): they differ only where the value is missing, the first then
/// goes left and the second right. A split asks the one that suits its default, so missing values cost nothing. Behind these
/// keys lies one per distinct categorical split: the side on which the row's code lies.
/// </remarks>
internal sealed class WalkLayout
{
    private const int StackSlots = 1024;

    private readonly TreeEnsemble ensemble;
    private readonly WalkNode[] nodes;
    private readonly WalkTree[] trees;
    private readonly CategorySplits categories;

    public WalkLayout(TreeEnsemble ensemble)
    {
        this.ensemble = ensemble;
        categories = new CategorySplits(ensemble);
        var builder = new WalkBuilder(ensemble.FeatureCount, categories);
        trees = [.. ensemble.Trees.Select(builder.Add)];
        nodes = [.. builder.Nodes];
    }

    public void Score(ReadOnlySpan<double> row, Span<double> margins)
    {
        var length = (row.Length * 2) + categories.Count;
        if (length <= StackSlots)
        {
            Sum(row, stackalloc int[length], margins);
            return;
        }

        var rented = ArrayPool<int>.Shared.Rent(length);
        Sum(row, rented, margins);
        ArrayPool<int>.Shared.Return(rented);
    }

    private void Sum(ReadOnlySpan<double> row, Span<int> slots, Span<double> margins)
    {
        WalkKernel.Fill(row, slots);
        categories.FillRow(row, slots[(row.Length * 2)..]);
        for (var k = 0; k < margins.Length; k++) margins[k] = ensemble.FloatSums ? (float)ensemble.BaseMargins[k] : ensemble.BaseMargins[k];
        if (margins.Length == 1) margins[0] = WalkKernel.Sum(nodes, trees, slots, margins[0], ensemble.FloatSums);
        else WalkKernel.SumEach(nodes, trees, slots, margins, ensemble.FloatSums);
    }

    /// <summary>Lays trees out one after another.</summary>
    private sealed class WalkBuilder(int featureCount, CategorySplits categories)
    {
        private readonly Queue<(int Source, int Target, int Depth)> queue = [];

        public List<WalkNode> Nodes { get; } = [];

        public WalkTree Add(DecisionTree tree)
        {
            var root = Nodes.Count;
            var depth = 0;
            Nodes.Add(default);
            queue.Enqueue((0, root, 0));
            while (queue.TryDequeue(out var next))
            {
                depth = next.Depth;
                Nodes[next.Target] = tree.Feature[next.Source] == DecisionTree.Leaf
                    ? new WalkNode { Threshold = WalkKey.Leaf, Left = next.Target, Value = tree.Value[next.Source] }
                    : Split(tree, next.Source);
                if (tree.Feature[next.Source] == DecisionTree.Leaf) continue;
                queue.Enqueue((tree.Left[next.Source], Nodes.Count, depth + 1));
                queue.Enqueue((tree.Right[next.Source], Nodes.Count + 1, depth + 1));
                Nodes.AddRange([default, default]);
            }

            return new WalkTree(root, depth);
        }

        private WalkNode Split(DecisionTree tree, int source)
        {
            if (CategorySplits.IsCategorical(tree, source))
            {
                return new WalkNode { Left = Nodes.Count, Threshold = 1, Slot = (featureCount * 2) + categories.NumberOf(tree, source) };
            }

            var defaultLeft = tree.DefaultLeft[source] != 0;
            return new WalkNode { Left = Nodes.Count, Threshold = WalkKey.Of(tree.Threshold[source]), Slot = (tree.Feature[source] * 2) + (defaultLeft ? 0 : 1) };
        }
    }
}
