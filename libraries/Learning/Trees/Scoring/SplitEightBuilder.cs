using System.Numerics;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Cuts a subtree of at most six levels into steps of three levels: eight and one above them, or one alone.</summary>
/// <remarks>
/// Where the subtree is shallower its leaf stands in all places below it. What this wastes on the missing splits, a full one wins
/// back several times: what lies between the levels of a step stays in registers.
/// </remarks>
internal sealed class SplitEightBuilder(DecisionTree tree, SplitColumns columns)
{
    private const int Levels = 3;
    private const int Eight = 1 << Levels;
    private const double LeastFilled = 0.5;

    private readonly (int Height, int Splits)[] below = Below(tree);

    /// <summary>How many leaves the subtree's steps number, repeated ones included; 0 where it is too deep or too empty for them.</summary>
    public int LeavesAt(int root)
    {
        var (height, splits) = below[root];
        if (height is 0 or > 2 * Levels) return 0;
        var places = height <= Levels ? Eight : Eight * Eight;
        return splits >= LeastFilled * (places - 1) ? places : 0;
    }

    /// <summary>Adds the steps in the order in which they run, those that choose leaves and then the one above them, and the leaves' values.</summary>
    /// <param name="root">The subtree.</param>
    /// <param name="firstLeaf">The number of its first leaf.</param>
    /// <param name="steps">Receives the steps.</param>
    /// <param name="leaves">Receives the values.</param>
    public void Build(int root, int firstLeaf, List<SplitEight> steps, List<float> leaves)
    {
        if (below[root].Height <= Levels)
        {
            AddLeaves(root, firstLeaf, steps, leaves);
            return;
        }

        for (var place = 0; place < Eight; place++) AddLeaves(Descend(root, place, Levels), firstLeaf + (place * Eight), steps, leaves);
        steps.Add(Step(root, firstLeaf: 0));
    }

    private void AddLeaves(int root, int firstLeaf, List<SplitEight> steps, List<float> leaves)
    {
        steps.Add(Step(root, firstLeaf));
        for (var place = 0; place < Eight; place++) leaves.Add(tree.Value[Descend(root, place, Levels)]);
    }

    private SplitEight Step(int root, int firstLeaf)
    {
        var step = new SplitEight { FirstLeaf = (byte)firstLeaf };
        for (var heap = 1; heap < Eight; heap++)
        {
            var level = BitOperations.Log2((uint)heap);
            var node = Descend(root, heap - (1 << level), level);
            if (tree.Feature[node] == DecisionTree.Leaf) continue;
            var split = columns.Find(tree, node);
            step.Columns[heap - 1] = split.Column * ByteScorer.BlockRows;
            step.Bounds[heap - 1] = split.Bound;
        }

        return step;
    }

    /// <summary>The node below <paramref name="node"/> to which the bits of a place lead, or the leaf on the way.</summary>
    private int Descend(int node, int place, int levels)
    {
        for (var bit = levels - 1; bit >= 0 && tree.Feature[node] != DecisionTree.Leaf; bit--)
        {
            node = (place >> bit & 1) == 0 ? tree.Left[node] : tree.Right[node];
        }

        return node;
    }

    /// <summary>Per node the levels and the splits of its subtree; children come after their parent.</summary>
    private static (int Height, int Splits)[] Below(DecisionTree tree)
    {
        var below = new (int Height, int Splits)[tree.NodeCount];
        for (var node = tree.NodeCount - 1; node >= 0; node--)
        {
            if (tree.Feature[node] == DecisionTree.Leaf) continue;
            var (left, right) = (below[tree.Left[node]], below[tree.Right[node]]);
            below[node] = (Math.Max(left.Height, right.Height) + 1, left.Splits + right.Splits + 1);
        }

        return below;
    }
}
