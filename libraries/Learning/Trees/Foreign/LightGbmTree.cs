using System.Globalization;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>One tree of LightGBM's text.</summary>
/// <remarks>
/// LightGBM goes left where <c>value &lt;= threshold</c> in 64 bits; the smallest 32-bit float above the threshold says the same of
/// every 32-bit value. A child below 0 is the complement of a leaf's number. Where zero counts as missing, the zeros may have to
/// leave the side on which they lie; such a split becomes up to three, and what is below it is repeated.
/// </remarks>
internal sealed class LightGbmTree
{
    private const int Categorical = 1;
    private const int DefaultLeft = 2;
    private const int MissingShift = 2;
    private const int MissingZero = 1;
    private const int MissingNan = 2;
    private const int MostNodes = 1 << 20;

    /// <summary>Where the numbers begin that LightGBM takes for zeros: it is the first of them.</summary>
    private const float BelowZeros = -1e-35f;

    /// <summary>The first number above them.</summary>
    private static readonly float AboveZeros = MathF.BitIncrement(1e-35f);

    private readonly int[] feature;
    private readonly int[] decision;
    private readonly double[] threshold;
    private readonly int[] left;
    private readonly int[] right;
    private readonly double[] gain;
    private readonly double[] counts;
    private readonly double[] leafValue;
    private readonly double[] leafCount;
    private readonly int[][] sets;
    private readonly double scale;
    private readonly List<ForeignNode> nodes = [];
    private readonly Stack<(int Source, int Target)> open = new();

    private LightGbmTree(LightGbmSection section, double scale)
    {
        if (section.Find("is_linear") is not (null or "0")) throw LightGbmSection.Refused("its leaves are linear models");
        this.scale = scale;
        var leaves = section.Integer("num_leaves");
        if (leaves < 1) throw LightGbmSection.Refused($"a tree has {leaves} leaves");
        var splits = leaves - 1;
        leafValue = section.Numbers("leaf_value", leaves);
        leafCount = section.Has("leaf_count") && splits > 0 ? section.Numbers("leaf_count", leaves) : new double[leaves];
        feature = splits == 0 ? [] : section.Integers("split_feature", splits);
        decision = splits == 0 ? [] : section.Integers("decision_type", splits);
        threshold = splits == 0 ? [] : section.Numbers("threshold", splits);
        left = splits == 0 ? [] : section.Integers("left_child", splits);
        right = splits == 0 ? [] : section.Integers("right_child", splits);
        gain = section.Has("split_gain") && splits > 0 ? section.Numbers("split_gain", splits) : new double[splits];
        counts = section.Has("internal_count") && splits > 0 ? section.Numbers("internal_count", splits) : new double[splits];
        sets = Sets(section);
    }

    public static DecisionTree Read(LightGbmSection section, int featureCount, double scale) =>
        ForeignTree.Order(new LightGbmTree(section, scale).Nodes(), featureCount, LightGbmSection.Refused);

    private ForeignNode[] Nodes()
    {
        Push(feature.Length == 0 ? ~0 : 0);
        while (open.TryPop(out var next))
        {
            if (nodes.Count > MostNodes) throw LightGbmSection.Refused($"a tree has a cycle or needs more than {MostNodes} nodes");
            if (next.Source < 0) nodes[next.Target] = Leaf(~next.Source);
            else Split(next.Source, next.Target);
        }

        return [.. nodes];
    }

    private ForeignNode Leaf(int leaf)
    {
        if (leaf >= leafValue.Length) throw LightGbmSection.Refused($"a tree has the child {~leaf} and {leafValue.Length} leaves");
        return new ForeignNode { Feature = DecisionTree.Leaf, Value = (float)(leafValue[leaf] * scale), Cover = (float)leafCount[leaf] };
    }

    private void Split(int source, int target)
    {
        if (source >= feature.Length) throw LightGbmSection.Refused($"a tree has the child {source} and {feature.Length} splits");
        var node = new ForeignNode { Feature = feature[source], Gain = (float)gain[source], Cover = (float)counts[source] };
        if ((decision[source] & Categorical) != 0)
        {
            var set = (int)threshold[source];
            if (set != threshold[source] || (uint)set >= (uint)sets.Length) throw LightGbmSection.Refused($"a split asks category set {threshold[source]} of {sets.Length}");
            node.LeftCodes = sets[set];
            nodes[target] = node with { Left = Push(left[source]), Right = Push(right[source]) };
            return;
        }

        var bound = Above(threshold[source]);
        var zeroLeft = 0 < bound;
        var missing = decision[source] >> MissingShift & 3;
        node.Threshold = bound;
        node.DefaultLeft = missing is MissingNan or MissingZero ? (decision[source] & DefaultLeft) != 0 : zeroLeft;
        if (missing != MissingZero || (node.DefaultLeft ? bound >= AboveZeros : bound <= BelowZeros))
        {
            nodes[target] = node with { Left = Push(left[source]), Right = Push(right[source]) };
        }
        else
        {
            MoveZeros(source, target, node);
        }
    }

    /// <summary>Sends the zeros, which do not all lie on the side where a missing value goes, there.</summary>
    private void MoveZeros(int source, int target, ForeignNode node)
    {
        if (node.DefaultLeft)
        {
            // Left: up to the bound, and zeros.
            if (node.Threshold < BelowZeros)
            {
                var between = Reserve();
                nodes[target] = node with { DefaultLeft = false, Left = Push(left[source]), Right = between };
                target = between;
                var rest = Reserve();
                nodes[target] = node with { Threshold = BelowZeros, DefaultLeft = false, Left = Push(right[source]), Right = rest };
                target = rest;
            }

            nodes[target] = node with { Threshold = AboveZeros, Left = Push(left[source]), Right = Push(right[source]) };
            return;
        }

        // Right: zeros, and from the bound on.
        if (node.Threshold <= AboveZeros)
        {
            nodes[target] = node with { Threshold = BelowZeros, Left = Push(left[source]), Right = Push(right[source]) };
            return;
        }

        var notBelow = Reserve();
        nodes[target] = node with { Threshold = BelowZeros, Left = Push(left[source]), Right = notBelow };
        var beyond = Reserve();
        nodes[notBelow] = node with { Threshold = AboveZeros, DefaultLeft = true, Left = Push(right[source]), Right = beyond };
        nodes[beyond] = node with { Left = Push(left[source]), Right = Push(right[source]) };
    }

    private int Push(int source)
    {
        var target = Reserve();
        open.Push((source, target));
        return target;
    }

    private int Reserve()
    {
        nodes.Add(default);
        return nodes.Count - 1;
    }

    /// <summary>The bound below which a 32-bit float goes left as its 64-bit value does.</summary>
    /// <remarks>
    /// LightGBM cuts at the number that follows the middle of two values. Where that middle is a decimal of at most twelve digits, the data were decimals in 64
    /// bits and may hold the middle itself, so the float that stands for it must go left even where it lies above the threshold.
    /// </remarks>
    private static float Above(double threshold)
    {
        var bound = (float)threshold;
        return bound <= threshold || FollowsShortDecimal(threshold) ? MathF.BitIncrement(bound) : bound;
    }

    private static bool FollowsShortDecimal(double threshold)
    {
        var digits = threshold.ToString("G12", CultureInfo.InvariantCulture);
        var middle = double.Parse(digits, CultureInfo.InvariantCulture);
        return middle == threshold || Math.BitIncrement(middle) == threshold;
    }

    private static int[][] Sets(LightGbmSection section)
    {
        var count = section.Has("num_cat") ? section.Integer("num_cat") : 0;
        if (count <= 0) return [];
        var starts = section.Integers("cat_boundaries", count + 1);
        var words = section.Integers("cat_threshold", section.Words("cat_threshold").Length);
        var sets = new int[count][];
        for (var i = 0; i < count; i++)
        {
            if (starts[i] < 0 || starts[i + 1] < starts[i] || starts[i + 1] > words.Length) throw LightGbmSection.Refused("a category set reaches beyond its tree's words");
            sets[i] = words[starts[i]..starts[i + 1]];
        }

        return sets;
    }
}
