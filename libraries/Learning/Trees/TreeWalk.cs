namespace MlPlatform.Learning.Trees;

/// <summary>The plain way through a tree, one raw row at a time: what every faster way must agree with.</summary>
public static class TreeWalk
{
    /// <summary>The leaf that a raw row reaches.</summary>
    public static int LeafOf(DecisionTree tree, ReadOnlySpan<double> row)
    {
        var node = 0;
        while (tree.Feature[node] != DecisionTree.Leaf)
        {
            node = GoesLeft(tree, node, row[tree.Feature[node]]) ? tree.Left[node] : tree.Right[node];
        }

        return node;
    }

    /// <summary>Which way a raw value goes at a split.</summary>
    public static bool GoesLeft(DecisionTree tree, int node, double value)
    {
        var missing = tree.DefaultLeft[node] != 0;
        if (double.IsNaN(value)) return missing;
        if (tree.CategoryStart[node] < 0) return (float)value < tree.Threshold[node];
        if (value < 0) return missing;
        var code = (long)value;
        return code < 32L * tree.CategoryLength[node] && (tree.CategoryWords[tree.CategoryStart[node] + (int)(code >> 5)] >> (int)(code & 31) & 1) != 0;
    }
}
