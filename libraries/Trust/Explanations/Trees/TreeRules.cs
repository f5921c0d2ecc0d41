namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>What must hold of a tree before it is explained.</summary>
internal static class TreeRules
{
    /// <summary>The most splits between the root and a leaf: the walks go down by calling themselves.</summary>
    public const int MostDepth = 1000;

    public static void Check(ExplainedTree tree, int number, int width, int outputs)
    {
        var count = tree.NodeCount;
        if (count == 0) throw Refused(number, "has no nodes");
        if (tree.Threshold.Length != count || tree.Left.Length != count || tree.Right.Length != count || tree.DefaultLeft.Length != count ||
            tree.Value.Length != count || tree.Cover.Length != count || (tree.Categories is { } sets && sets.Length != count))
        {
            throw Refused(number, $"has arrays of different lengths; node 0 to {count - 1} need one entry in each");
        }

        if ((uint)tree.Output >= (uint)outputs) throw Refused(number, $"adds to output {tree.Output} of {outputs}");
        var parents = new int[count];
        var depths = new int[count];
        for (var node = 0; node < count; node++)
        {
            CheckNode(tree, number, node, width, parents);
            if (tree.Feature[node] == ExplainedTree.Leaf) continue;
            if (depths[node] == MostDepth) throw Refused(number, $"has more than {MostDepth} splits between its root and a leaf");
            depths[tree.Left[node]] = depths[tree.Right[node]] = depths[node] + 1;
        }

        var orphan = Array.FindIndex(parents, 1, found => found != 1);
        if (orphan > 0) throw Refused(number, $"has {parents[orphan]} ways to node {orphan}; there must be one");
    }

    private static void CheckNode(ExplainedTree tree, int number, int node, int width, int[] parents)
    {
        if (!double.IsFinite(tree.Cover[node]) || tree.Cover[node] < 0) throw Refused(number, $"has a cover of {tree.Cover[node]} at node {node}");
        if (tree.Feature[node] == ExplainedTree.Leaf)
        {
            if (!double.IsFinite(tree.Value[node])) throw Refused(number, $"has a leaf of {tree.Value[node]} at node {node}");
            return;
        }

        if ((uint)tree.Feature[node] >= (uint)width) throw Refused(number, $"asks feature {tree.Feature[node]} of {width} at node {node}");
        if (double.IsNaN(tree.Threshold[node]) && tree.Categories?[node] is null) throw Refused(number, $"has no bound at node {node}");
        foreach (var child in (ReadOnlySpan<int>)[tree.Left[node], tree.Right[node]])
        {
            if (child <= node || child >= parents.Length) throw Refused(number, $"has child {child} of node {node}; it must come after its parent and before {parents.Length}");
            parents[child]++;
        }
    }

    private static TrustException Refused(int number, string what) => new($"Tree {number} {what}.");
}
