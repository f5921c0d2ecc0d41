namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>One node of a tree that another library wrote, before it is put in our order.</summary>
internal struct ForeignNode
{
    /// <summary>The input asked, or <see cref="DecisionTree.Leaf"/>.</summary>
    public int Feature;

    public float Threshold;

    public int Left;

    public int Right;

    public bool DefaultLeft;

    public float Value;

    public float Gain;

    public float Cover;

    /// <summary>The codes that go left, one bit each; null at a numeric split and at a leaf.</summary>
    public int[]? LeftCodes;
}

/// <summary>Puts the nodes of a foreign tree in our order: the root first, children after their parent, nothing that is not reached.</summary>
internal static class ForeignTree
{
    public static DecisionTree Order(ReadOnlySpan<ForeignNode> nodes, int featureCount, Func<string, LearningException> refused)
    {
        var order = new List<int>(nodes.Length) { 0 };
        var seen = new bool[nodes.Length];
        if (nodes.Length == 0) throw refused("a tree has no nodes");
        seen[0] = true;
        for (var i = 0; i < order.Count; i++)
        {
            ref readonly var node = ref nodes[order[i]];
            if (node.Feature == DecisionTree.Leaf)
            {
                if (!float.IsFinite(node.Value)) throw refused($"a leaf has the value {node.Value}");
                continue;
            }

            if ((uint)node.Feature >= (uint)featureCount) throw refused($"a split asks feature {node.Feature} of {featureCount}");
            if (node.LeftCodes is null && float.IsNaN(node.Threshold)) throw refused("a split's threshold is not a number");
            foreach (var child in (ReadOnlySpan<int>)[node.Left, node.Right])
            {
                if ((uint)child >= (uint)nodes.Length) throw refused($"node {order[i]} of {nodes.Length} has the child {child}");
                if (seen[child]) throw refused($"node {child} of a tree is reached twice");
                seen[child] = true;
                order.Add(child);
            }
        }

        return Fill(nodes, order);
    }

    private static DecisionTree Fill(ReadOnlySpan<ForeignNode> nodes, List<int> order)
    {
        var count = order.Count;
        var words = new List<int>();
        var starts = new int[count];
        for (var i = 0; i < count; i++)
        {
            var codes = nodes[order[i]].LeftCodes;
            starts[i] = codes is null ? -1 : words.Count;
            words.AddRange(codes ?? []);
        }

        var tree = new DecisionTree
        {
            Feature = new int[count],
            Threshold = new float[count],
            Left = new int[count],
            Right = new int[count],
            DefaultLeft = new byte[count],
            Value = new float[count],
            Gain = new float[count],
            Cover = new float[count],
            CategoryStart = starts,
            CategoryLength = new int[count],
            CategoryWords = [.. words],
        };
        for (int i = 0, next = 1; i < count; i++)
        {
            ref readonly var node = ref nodes[order[i]];
            var isLeaf = node.Feature == DecisionTree.Leaf;
            tree.Feature[i] = node.Feature;
            tree.Threshold[i] = isLeaf || node.LeftCodes is not null ? 0 : node.Threshold;
            tree.DefaultLeft[i] = (byte)(!isLeaf && node.DefaultLeft ? 1 : 0);
            tree.Value[i] = isLeaf ? node.Value : 0;
            tree.Gain[i] = isLeaf ? 0 : node.Gain;
            tree.Cover[i] = node.Cover;
            tree.CategoryLength[i] = node.LeftCodes?.Length ?? 0;
            if (!isLeaf) (tree.Left[i], tree.Right[i]) = (next++, next++);
        }

        return tree;
    }
}
