using System.Globalization;
using System.Text;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Trees.Foreign;

/// <summary>A random model in LightGBM's text format, and a walker that reads its arrays by that format's rules in 64 bits.</summary>
internal sealed class LightGbmText(ulong seed, int missingType)
{
    private const double ZeroBound = 1e-35f;

    private const int CategoryFeature = 0;

    private readonly SeededRandom random = new(seed);
    private readonly List<Tree> trees = [];

    public int Features { get; init; } = 5;

    public int Outputs { get; init; } = 1;

    public string Objective { get; init; } = "regression";

    /// <summary>Lines that only some models have, such as <c>average_output</c>.</summary>
    public string Extra { get; init; } = "";

    public string Write(int count, int leaves)
    {
        for (var i = 0; i < count; i++) trees.Add(Grow(leaves));
        var text = new StringBuilder($"tree\nversion=v4\nnum_class={Outputs}\nnum_tree_per_iteration={Outputs}\nlabel_index=0\nmax_feature_idx={Features - 1}\n");
        text.Append($"objective={Objective}\n{Extra}feature_names={string.Join(' ', Enumerable.Range(0, Features).Select(i => $"Column_{i}"))}\n");
        text.Append($"feature_infos={string.Join(' ', Enumerable.Repeat("[-1:1]", Features))}\ntree_sizes={string.Join(' ', trees.Select(_ => 1))}\n\n");
        for (var i = 0; i < count; i++) text.Append($"Tree={i}\n").Append(Lines(trees[i])).Append("\n\n");
        return text.Append("end of trees\n\nfeature_importances:\n\nparameters:\nend of parameters\n\npandas_categorical:null\n").ToString();
    }

    public double[] Margins(ReadOnlySpan<double> row)
    {
        var sums = new double[Outputs];
        for (var t = 0; t < trees.Count; t++) sums[t % Outputs] += trees[t].LeafValue[Leaf(trees[t], row)];
        return sums;
    }

    /// <summary>32-bit floats: thresholds and their neighbours, zeros, missing; whole numbers where splits are categorical.</summary>
    public double[] Row()
    {
        var row = new double[Features];
        for (var i = 0; i < Features; i++)
        {
            var near = (float)Threshold();
            row[i] = random.NextInt32(8) switch
            {
                0 => double.NaN,
                _ when i == CategoryFeature => random.NextInt32(70) - 3,
                1 => 0,
                2 => random.NextInt32(2) == 0 ? 1e-36f : -1e-36f,
                3 => near,
                4 => MathF.BitIncrement(near),
                5 => MathF.BitDecrement(near),
                _ => random.NextInt32(70) - 3,
            };
        }

        return row;
    }

    private Tree Grow(int leaves)
    {
        var tree = new Tree(leaves);
        var holder = new List<(int Split, bool Left)> { (-1, false) };
        for (var split = 0; split < leaves - 1; split++)
        {
            var leaf = random.NextInt32(split + 1);
            var (parent, isLeft) = holder[leaf];
            if (parent >= 0) (isLeft ? tree.Left : tree.Right)[parent] = split;
            tree.Left[split] = ~leaf;
            tree.Right[split] = ~(split + 1);
            holder[leaf] = (split, true);
            holder.Add((split, false));
            tree.Feature[split] = random.NextInt32(Features);
            tree.Threshold[split] = Threshold();
            tree.Decision[split] = (random.NextInt32(2) * 2) | (missingType << 2);
            if (tree.Feature[split] != CategoryFeature || random.NextInt32(4) == 0) continue;
            tree.Decision[split] = 1;
            tree.Threshold[split] = tree.Sets.Count;
            tree.Sets.Add([.. Enumerable.Range(0, 1 + random.NextInt32(2)).Select(_ => (uint)random.NextUInt64())]);
        }

        for (var leaf = 0; leaf < leaves; leaf++) tree.LeafValue[leaf] = random.NextNormal();
        return tree;
    }

    /// <summary>Most are no 32-bit floats; some are, some lie at or within the bounds of zero.</summary>
    private double Threshold() => random.NextInt32(6) switch
    {
        0 => ZeroBound,
        1 => -ZeroBound,
        2 => random.NextInt32(9) - 4,
        3 => 0,
        _ => (random.NextInt32(40) - 20) / 7.0,
    };

    private static int Leaf(Tree tree, ReadOnlySpan<double> row)
    {
        var node = tree.Feature.Length == 0 ? ~0 : 0;
        while (node >= 0) node = GoesLeft(tree, node, row[tree.Feature[node]]) ? tree.Left[node] : tree.Right[node];
        return ~node;
    }

    private static bool GoesLeft(Tree tree, int node, double value)
    {
        if ((tree.Decision[node] & 1) != 0)
        {
            if (double.IsNaN(value) || (int)value < 0) return false;
            var words = tree.Sets[(int)tree.Threshold[node]];
            return (int)value / 32 < words.Length && (words[(int)value / 32] >> ((int)value % 32) & 1) != 0;
        }

        var missing = tree.Decision[node] >> 2;
        if (double.IsNaN(value) && missing != 2) value = 0;
        var isMissing = (missing == 1 && value >= -ZeroBound && value <= ZeroBound) || (missing == 2 && double.IsNaN(value));
        return isMissing ? (tree.Decision[node] & 2) != 0 : value <= tree.Threshold[node];
    }

    private static string Lines(Tree tree)
    {
        var starts = new List<int> { 0 };
        foreach (var set in tree.Sets) starts.Add(starts[^1] + set.Length);
        var text = $"num_leaves={tree.LeafValue.Length}\nnum_cat={tree.Sets.Count}\nsplit_feature={Join(tree.Feature)}\nthreshold={Join(tree.Threshold)}\n"
            + $"decision_type={Join(tree.Decision)}\nleft_child={Join(tree.Left)}\nright_child={Join(tree.Right)}\nleaf_value={Join(tree.LeafValue)}\n";
        if (tree.Sets.Count > 0) text += $"cat_boundaries={Join(starts)}\ncat_threshold={Join(tree.Sets.SelectMany(set => set))}\n";
        return text + "is_linear=0\nshrinkage=0.1\n";
    }

    private static string Join<T>(IEnumerable<T> values) where T : IFormattable =>
        string.Join(' ', values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));

    private sealed class Tree(int leaves)
    {
        public int[] Feature { get; } = new int[leaves - 1];

        public double[] Threshold { get; } = new double[leaves - 1];

        public int[] Decision { get; } = new int[leaves - 1];

        public int[] Left { get; } = new int[leaves - 1];

        public int[] Right { get; } = new int[leaves - 1];

        public double[] LeafValue { get; } = new double[leaves];

        public List<uint[]> Sets { get; } = [];
    }
}
