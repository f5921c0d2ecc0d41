namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>The plain recursion for one row and one tree: what the fast way must agree with.</summary>
/// <remarks>
/// Algorithm 2 of Lundberg, Erion and Lee, "Consistent individualized feature attribution for tree ensembles" (2018): a path holds,
/// per feature met, how much flows on when it is absent (z) and present (o), and the weights of the subsets by size; O(leaves · depth²).
/// </remarks>
internal static class PlainTreeShap
{
    private record struct Step(int Feature, double Zero, double One, double Weight);

    /// <summary>Adds the tree's contributions.</summary>
    public static void Add(ExplainedTree tree, double[] shares, ReadOnlySpan<double> row, Span<double> contributions) =>
        Descend(new Walk(tree, shares, row, contributions), 0, [], new Step(ExplainedTree.Leaf, 1, 1, 0));

    private static void Descend(Walk walk, int node, Step[] before, Step taken)
    {
        // Nothing flows through, present or absent: the leaves below count for nobody.
        if (taken is { Zero: 0, One: 0 }) return;
        var path = Extended(before, taken);
        var tree = walk.Tree;
        if (tree.Feature[node] == ExplainedTree.Leaf)
        {
            for (var i = 1; i < path.Length; i++)
            {
                var step = path[i];
                walk.Contributions[step.Feature] += Total(Unwound(path, i)) * (step.One - step.Zero) * tree.Value[node];
            }

            return;
        }

        var feature = tree.Feature[node];
        var met = Array.FindIndex(path, step => step.Feature == feature);
        var earlier = met > 0 ? path[met] : new Step(feature, 1, 1, 0);
        if (met > 0) path = Unwound(path, met);
        var goesLeft = tree.GoesLeft(node, walk.Row[feature]);
        foreach (var (child, hot) in (ReadOnlySpan<(int, bool)>)[(tree.Left[node], goesLeft), (tree.Right[node], !goesLeft)])
        {
            Descend(walk, child, path, new Step(feature, earlier.Zero * walk.Shares[child], hot ? earlier.One : 0, 0));
        }
    }

    private static Step[] Extended(Step[] path, Step taken)
    {
        var length = path.Length;
        Step[] longer = [.. path, taken with { Weight = length == 0 ? 1 : 0 }];
        for (var i = length - 1; i >= 0; i--)
        {
            longer[i + 1].Weight += taken.One * longer[i].Weight * (i + 1) / (length + 1);
            longer[i].Weight = taken.Zero * longer[i].Weight * (length - i) / (length + 1);
        }

        return longer;
    }

    private static Step[] Unwound(Step[] path, int index)
    {
        var last = path.Length - 1;
        var (zero, one) = (path[index].Zero, path[index].One);
        var shorter = path[..last];
        var next = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                shorter[i].Weight = next * (last + 1) / ((i + 1) * one);
                next = path[i].Weight - (shorter[i].Weight * zero * (last - i) / (last + 1));
            }
            else
            {
                shorter[i].Weight = path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        for (var i = index; i < last; i++) shorter[i] = path[i + 1] with { Weight = shorter[i].Weight };
        return shorter;
    }

    private static double Total(Step[] path)
    {
        var total = 0.0;
        foreach (var step in path) total += step.Weight;
        return total;
    }

    private readonly ref struct Walk(ExplainedTree tree, double[] shares, ReadOnlySpan<double> row, Span<double> contributions)
    {
        public ExplainedTree Tree { get; } = tree;

        public double[] Shares { get; } = shares;

        public ReadOnlySpan<double> Row { get; } = row;

        public Span<double> Contributions { get; } = contributions;
    }
}
