namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>One tree of XGBoost's model document.</summary>
/// <remarks>
/// XGBoost sends the listed categories right and every other one left. Our sets name what goes left, so a categorical split
/// changes sides here: its children are exchanged.
/// </remarks>
internal static class XgboostTree
{
    private const int LargestCode = 1 << 24;

    public static DecisionTree Read(ForeignValue tree, int featureCount, float weight)
    {
        var left = tree.Integers("left_children");
        var count = left.Length;
        if (tree.Find("tree_param") is { } parameters && parameters.Find("size_leaf_vector") is not null && XgboostReader.Whole(parameters, "size_leaf_vector") > 1)
        {
            throw ForeignValue.Refused("its leaves hold several values");
        }

        var right = tree.Integers("right_children", count);
        var feature = tree.Integers("split_indices", count);
        var condition = tree.Floats("split_conditions", count);
        var defaultLeft = tree.Integers("default_left", count);
        var gain = tree.Floats("loss_changes", count);
        var cover = tree.Floats("sum_hessian", count);
        var categories = tree.Find("categories_nodes") is null ? null : Categories(tree, count);
        var nodes = new ForeignNode[count];
        for (var i = 0; i < count; i++)
        {
            nodes[i] = left[i] < 0
                ? new ForeignNode { Feature = DecisionTree.Leaf, Value = condition[i] * weight, Cover = cover[i] }
                : new ForeignNode
                {
                    Feature = feature[i], Threshold = condition[i], Left = left[i], Right = right[i], DefaultLeft = defaultLeft[i] != 0, Gain = gain[i], Cover = cover[i],
                };
            if (left[i] >= 0 && categories?[i] is { } listed) ExchangeSides(ref nodes[i], listed);
        }

        return ForeignTree.Order(nodes, featureCount, ForeignValue.Refused);
    }

    private static void ExchangeSides(ref ForeignNode node, int[] listed)
    {
        (node.Left, node.Right) = (node.Right, node.Left);
        node.DefaultLeft = !node.DefaultLeft;
        node.LeftCodes = listed;
    }

    /// <summary>Per node the words of its listed categories, or null.</summary>
    private static int[]?[] Categories(ForeignValue tree, int count)
    {
        var nodes = tree.Integers("categories_nodes");
        var starts = tree.Integers("categories_segments", nodes.Length);
        var sizes = tree.Integers("categories_sizes", nodes.Length);
        var codes = tree.Integers("categories");
        var words = new int[count][];
        for (var i = 0; i < nodes.Length; i++)
        {
            if ((uint)nodes[i] >= (uint)count) throw ForeignValue.Refused($"node {nodes[i]} of {count} has categories");
            if (starts[i] < 0 || sizes[i] < 0 || starts[i] > codes.Length - sizes[i]) throw ForeignValue.Refused("a category set reaches beyond its tree's categories");
            words[nodes[i]] = Words(codes.AsSpan(starts[i], sizes[i]));
        }

        return words;
    }

    private static int[] Words(ReadOnlySpan<int> codes)
    {
        var highest = -1;
        foreach (var code in codes)
        {
            if ((uint)code >= LargestCode) throw ForeignValue.Refused($"{code} is no category's code");
            highest = Math.Max(highest, code);
        }

        var words = new int[(highest >> 5) + 1];
        foreach (var code in codes) words[code >> 5] |= 1 << code;
        return words;
    }
}
