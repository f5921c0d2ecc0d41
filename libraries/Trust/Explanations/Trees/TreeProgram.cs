namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>A tree made ready for <see cref="PathKernel"/>: its splits with what does not depend on the row.</summary>
internal sealed class TreeProgram
{
    private readonly double[] shares;
    private readonly GaussLegendre rule;
    private readonly double[] constants;
    private int used;

    public TreeProgram(ExplainedTree tree)
    {
        Tree = tree;
        shares = tree.Shares();
        Points = Math.Max(1, (MostFeatures(0, []) + 1) / 2);
        rule = GaussLegendre.Of(Points);
        Weights = [.. rule.Points.Zip(rule.Weights, (t, weight) => weight / (1 - t))];
        Halves = Array.ConvertAll(rule.Points, t => 0.5 / (1 - t));
        constants = new double[tree.NodeCount / 2 * StepConstants.Kinds * Points];
        var path = new List<(int Feature, double Zero)>();
        Root = tree.Feature[0] == ExplainedTree.Leaf ? null : Compile(0, path);
        Expected = Mean(0);
    }

    public ExplainedTree Tree { get; }

    /// <summary>Null where the tree is one leaf.</summary>
    public SplitStep? Root { get; }

    /// <summary>The most splits between the root and a leaf.</summary>
    public int Depth { get; private set; }

    /// <summary>How many points integrate every leaf's polynomial exactly: half of the most features that a path asks.</summary>
    public int Points { get; }

    /// <summary>Per point: its weight over 1 − t.</summary>
    public double[] Weights { get; }

    /// <summary>Per point: 1 / (2 (1 − t)).</summary>
    public double[] Halves { get; }

    /// <summary>The mean of the leaves by the shares that reach them.</summary>
    public double Expected { get; }

    private int MostFeatures(int node, HashSet<int> asked)
    {
        if (Tree.Feature[node] == ExplainedTree.Leaf) return asked.Count;
        var isNew = asked.Add(Tree.Feature[node]);
        var most = Math.Max(MostFeatures(Tree.Left[node], asked), MostFeatures(Tree.Right[node], asked));
        if (isNew) asked.Remove(Tree.Feature[node]);
        return most;
    }

    private double Mean(int node) => Tree.Feature[node] == ExplainedTree.Leaf
        ? Tree.Value[node]
        : (shares[Tree.Left[node]] * Mean(Tree.Left[node])) + (shares[Tree.Right[node]] * Mean(Tree.Right[node]));

    private SplitStep Compile(int node, List<(int Feature, double Zero)> path)
    {
        int feature = Tree.Feature[node], left = Tree.Left[node], right = Tree.Right[node];
        var earlier = path.FindLastIndex(edge => edge.Feature == feature) + 1;
        var zero = earlier > 0 ? path[earlier - 1].Zero : 1;
        var own = new StepConstants(constants, used, Points);
        used += StepConstants.Kinds * Points;
        for (var k = 0; k < Points; k++)
        {
            own.Earlier[k] = earlier > 0 ? Height(k, zero) : 1;
            own.Slopes[k] = rule.Points[k] * own.Earlier[k];
            own.Left[k] = Height(k, zero * shares[left]);
            own.Right[k] = Height(k, zero * shares[right]);
        }

        Depth = Math.Max(Depth, path.Count + 1);
        return new SplitStep
        {
            Feature = feature, Node = node, Depth = path.Count, Earlier = earlier, Constants = own,
            Threshold = Tree.Threshold[node], MissingLeft = Tree.DefaultLeft[node], IsCategorical = Tree.Categories?[node] is not null,
            Left = Side(left, feature, zero * shares[left], path), Right = Side(right, feature, zero * shares[right], path),
        };
    }

    private SplitSide Side(int child, int feature, double zero, List<(int Feature, double Zero)> path)
    {
        if (Tree.Feature[child] == ExplainedTree.Leaf) return new SplitSide(null, Tree.Value[child], shares[child]);
        path.Add((feature, zero));
        var step = Compile(child, path);
        path.RemoveAt(path.Count - 1);
        return new SplitSide(step, 1, shares[child]);
    }

    private double Height(int point, double zero) => 1 / (((1 - rule.Points[point]) * zero) + rule.Points[point]);
}
