using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>One node of the walk. The right child lies behind the left one, so a step is an addition, not a branch.</summary>
/// <remarks>A leaf has the threshold NaN and is its own left child: walking on stays there.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct WalkNode
{
    /// <summary>The bound; NaN at a leaf. At a categorical split the bits of an index into the sets.</summary>
    public float Threshold;

    /// <summary>The place of the value in the walked row; see <see cref="WalkLayout"/>.</summary>
    public int Slot;

    public int Left;

    public float Value;
}

/// <summary>A categorical split's set, and where a missing value goes.</summary>
internal readonly record struct WalkSet(int Start, int Length, bool DefaultLeft);

/// <summary>Where a tree starts, and how many steps reach its deepest leaf.</summary>
internal readonly record struct WalkTree(int Root, int Depth, bool HasSets);

/// <summary>All trees of an ensemble as one array of nodes, breadth first, and the walk of one row through it.</summary>
/// <remarks>
/// A row is walked as two floats per input. The first is NaN where the value is missing, which fails every
/// <c>value &gt;= threshold</c> and so goes left; the second is then infinite and goes right. A split asks the one that
/// suits its default, so missing values cost nothing.
/// </remarks>
internal sealed class WalkLayout
{
    private const int StackFloats = 1024;

    private readonly TreeEnsemble ensemble;
    private readonly WalkNode[] nodes;
    private readonly WalkTree[] trees;
    private readonly WalkSet[] sets;
    private readonly int[] words;

    public WalkLayout(TreeEnsemble ensemble)
    {
        this.ensemble = ensemble;
        var builder = new WalkBuilder();
        trees = [.. ensemble.Trees.Select(builder.Add)];
        nodes = [.. builder.Nodes];
        sets = [.. builder.Sets];
        words = [.. builder.Words];
    }

    public void Score(ReadOnlySpan<double> row, Span<double> margins)
    {
        var length = row.Length * 2;
        if (length <= StackFloats)
        {
            Sum(row, stackalloc float[length], margins);
            return;
        }

        var rented = System.Buffers.ArrayPool<float>.Shared.Rent(length);
        Sum(row, rented, margins);
        System.Buffers.ArrayPool<float>.Shared.Return(rented);
    }

    private void Sum(ReadOnlySpan<double> row, Span<float> slots, Span<double> margins)
    {
        WalkKernel.Fill(row, slots);
        ensemble.BaseMargins.CopyTo(margins);
        if (ensemble.FloatSums) WalkKernel.RoundToFloats(margins);
        var values = new WalkKernel.WalkArrays(nodes, sets, words);
        if (margins.Length == 1) margins[0] = WalkKernel.SumOne(values, trees, slots, margins[0], ensemble.FloatSums);
        else WalkKernel.SumMany(values, trees, slots, margins, ensemble.FloatSums);
    }

    /// <summary>Lays trees out one after another.</summary>
    private sealed class WalkBuilder
    {
        private readonly Queue<(int Source, int Target, int Depth)> queue = [];

        public List<WalkNode> Nodes { get; } = [];

        public List<WalkSet> Sets { get; } = [];

        public List<int> Words { get; } = [];

        public WalkTree Add(DecisionTree tree)
        {
            var root = Nodes.Count;
            var firstSet = Sets.Count;
            var firstWord = Words.Count;
            var depth = 0;
            Words.AddRange(tree.CategoryWords);
            Nodes.Add(default);
            queue.Enqueue((0, root, 0));
            while (queue.TryDequeue(out var next))
            {
                depth = next.Depth;
                Nodes[next.Target] = tree.Feature[next.Source] == DecisionTree.Leaf
                    ? new WalkNode { Threshold = float.NaN, Left = next.Target, Value = tree.Value[next.Source] }
                    : Split(tree, next.Source, firstWord);
                if (tree.Feature[next.Source] == DecisionTree.Leaf) continue;
                queue.Enqueue((tree.Left[next.Source], Nodes.Count, depth + 1));
                queue.Enqueue((tree.Right[next.Source], Nodes.Count + 1, depth + 1));
                Nodes.AddRange([default, default]);
            }

            return new WalkTree(root, depth, Sets.Count > firstSet);
        }

        private WalkNode Split(DecisionTree tree, int source, int firstWord)
        {
            var defaultLeft = tree.DefaultLeft[source] != 0;
            var node = new WalkNode { Left = Nodes.Count, Threshold = tree.Threshold[source], Slot = (tree.Feature[source] * 2) + (defaultLeft ? 0 : 1) };
            if (tree.CategoryStart[source] < 0) return node;
            node.Threshold = BitConverter.Int32BitsToSingle(Sets.Count);
            node.Slot = ~(tree.Feature[source] * 2);
            Sets.Add(new WalkSet(firstWord + tree.CategoryStart[source], tree.CategoryLength[source], defaultLeft));
            return node;
        }
    }
}
