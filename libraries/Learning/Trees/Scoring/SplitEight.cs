using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Three levels of a tree in one step: seven splits in heap order that choose one of eight.</summary>
internal struct SplitEight
{
    /// <summary>Where each split's column begins in the block.</summary>
    public Seven<int> Columns;

    public Seven<sbyte> Bounds;

    /// <summary>The number of the first of the eight leaves, which follow one another; 0 where the step chooses among steps.</summary>
    public byte FirstLeaf;
}

[InlineArray(7)]
internal struct Seven<T>
{
    private T first;
}

/// <summary>Cuts a tree of at most six levels into steps of three levels: one above eight, or one alone.</summary>
/// <remarks>
/// Where the tree is shallower its leaf stands in all places below it. What this wastes on the missing splits, a full tree wins
/// back several times: what lies between the levels of a step stays in registers.
/// </remarks>
internal sealed class SplitEightBuilder(DecisionTree tree, SplitColumns columns)
{
    private const int Levels = 3;
    private const int Eight = 1 << Levels;
    private const double LeastFilled = 0.5;

    public List<SplitEight> Steps { get; } = [];

    public List<float> Leaves { get; } = [];

    /// <summary>Whether the tree is shallow and full enough.</summary>
    public static bool Suits(DecisionTree tree)
    {
        var depth = tree.Depth;
        if (depth is 0 or > 2 * Levels) return false;
        var splits = tree.Feature.Count(feature => feature != DecisionTree.Leaf);
        var worked = depth <= Levels ? Eight - 1 : (Eight * Eight) - 1;
        return splits >= LeastFilled * worked;
    }

    /// <summary>The steps in the order in which they run: those that choose leaves, then the one above them.</summary>
    public void Build()
    {
        if (tree.Depth <= Levels)
        {
            Steps.Add(Step(0, isTop: false));
            return;
        }

        for (var place = 0; place < Eight; place++) Steps.Add(Step(Descend(0, place), isTop: false));
        Steps.Add(Step(0, isTop: true));
    }

    private SplitEight Step(int root, bool isTop)
    {
        var step = new SplitEight { FirstLeaf = (byte)(isTop ? 0 : Leaves.Count) };
        for (var heap = 1; heap < Eight; heap++)
        {
            var level = System.Numerics.BitOperations.Log2((uint)heap);
            var node = Descend(root, heap - (1 << level), level);
            if (tree.Feature[node] == DecisionTree.Leaf) continue;
            var split = columns.Find(tree, node);
            step.Columns[heap - 1] = split.Column * ByteScorer.BlockRows;
            step.Bounds[heap - 1] = split.Bound;
        }

        for (var place = 0; place < Eight && !isTop; place++) Leaves.Add(tree.Value[Descend(root, place)]);
        return step;
    }

    /// <summary>The node below <paramref name="node"/> to which the bits of a place lead, or the leaf on the way.</summary>
    private int Descend(int node, int place, int levels = Levels)
    {
        for (var bit = levels - 1; bit >= 0 && tree.Feature[node] != DecisionTree.Leaf; bit--)
        {
            node = (place >> bit & 1) == 0 ? tree.Left[node] : tree.Right[node];
        }

        return node;
    }
}
