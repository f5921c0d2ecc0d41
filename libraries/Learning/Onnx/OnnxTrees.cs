using MlPlatform.Learning.Trees;

namespace MlPlatform.Learning.Onnx;

/// <summary>Boosted trees as a TreeEnsembleRegressor and the link behind it.</summary>
/// <remarks>
/// Every split asks <c>value &lt; bound</c>, true is left. A categorical split asks first whether the code is negative or missing,
/// then goes up through the runs of codes that lie on one side; the runs' true branches meet in the same two children.
/// </remarks>
internal sealed class OnnxTrees
{
    private readonly List<long> treeIds = [];
    private readonly List<long> nodeIds = [];
    private readonly List<long> features = [];
    private readonly List<float> bounds = [];
    private readonly List<string> modes = [];
    private readonly List<long> trueIds = [];
    private readonly List<long> falseIds = [];
    private readonly List<long> missingTrue = [];
    private readonly List<long> leafTrees = [];
    private readonly List<long> leafNodes = [];
    private readonly List<long> leafOutputs = [];
    private readonly List<float> leafValues = [];

    /// <summary>Adds a model's trees and link to a graph; gives the name of its outputs.</summary>
    public static string Add(OnnxGraph graph, BoostedTreesModel model)
    {
        var trees = new OnnxTrees();
        var ensemble = model.Ensemble;
        for (var t = 0; t < ensemble.Trees.Count; t++) trees.Add(ensemble.Trees[t], t, t % ensemble.Outputs);
        if (ensemble.Trees.Count == 0) trees.AddLeaf(0, 0, 0, 0);
        var margins = graph.Add(OnnxGraph.Trees, "TreeEnsembleRegressor", [OnnxGraph.Input], trees.Attributes(ensemble));
        return model.Link switch
        {
            MarginLink.Logistic => graph.Add("Sigmoid", [margins]),
            MarginLink.Exponential => graph.Add("Exp", [margins]),
            MarginLink.Softmax => graph.Add("Softmax", [margins], OnnxAttribute.Integer("axis", 1)),
            _ => margins,
        };
    }

    private OnnxAttribute[] Attributes(TreeEnsemble ensemble) =>
    [
        OnnxAttribute.Integer("n_targets", ensemble.Outputs),
        OnnxAttribute.Floats("base_values", Array.ConvertAll(ensemble.BaseMargins, margin => (float)margin)),
        OnnxAttribute.Integers("nodes_treeids", [.. treeIds]),
        OnnxAttribute.Integers("nodes_nodeids", [.. nodeIds]),
        OnnxAttribute.Integers("nodes_featureids", [.. features]),
        OnnxAttribute.Floats("nodes_values", [.. bounds]),
        OnnxAttribute.Texts("nodes_modes", modes),
        OnnxAttribute.Integers("nodes_truenodeids", [.. trueIds]),
        OnnxAttribute.Integers("nodes_falsenodeids", [.. falseIds]),
        OnnxAttribute.Integers("nodes_missing_value_tracks_true", [.. missingTrue]),
        OnnxAttribute.Integers("target_treeids", [.. leafTrees]),
        OnnxAttribute.Integers("target_nodeids", [.. leafNodes]),
        OnnxAttribute.Integers("target_ids", [.. leafOutputs]),
        OnnxAttribute.Floats("target_weights", [.. leafValues]),
    ];

    private void Add(DecisionTree tree, int id, int output)
    {
        var next = tree.NodeCount;
        for (var node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] == DecisionTree.Leaf) AddLeaf(id, node, output, tree.Value[node]);
            else if (tree.CategoryStart[node] >= 0) AddCategories(tree, id, node, ref next);
            else AddSplit(id, node, tree.Feature[node], tree.Threshold[node], tree.Left[node], tree.Right[node], tree.DefaultLeft[node] != 0);
        }
    }

    private void AddCategories(DecisionTree tree, int id, int node, ref int next)
    {
        var ends = RunEnds(tree.CategoryWords.AsSpan(tree.CategoryStart[node], tree.CategoryLength[node]));
        var feature = tree.Feature[node];
        int left = tree.Left[node], right = tree.Right[node];
        var missing = tree.DefaultLeft[node] != 0 ? left : right;
        if (ends.Count == 0)
        {
            AddSplit(id, node, feature, 0, missing, right, isMissingTrue: true);
            return;
        }

        AddSplit(id, node, feature, 0, missing, next, isMissingTrue: true);
        for (var run = 0; run < ends.Count; run++)
        {
            var current = next++;
            AddSplit(id, current, feature, ends[run], run % 2 == 0 ? right : left, run + 1 < ends.Count ? next : right, isMissingTrue: false);
        }
    }

    /// <summary>Where runs of codes on one side end: first one of codes that go right (which may be empty), then left, and so on; the last goes left.</summary>
    private static List<int> RunEnds(ReadOnlySpan<int> words)
    {
        var ends = new List<int>();
        for (var code = 0; code <= words.Length * 32; code++)
        {
            var left = code < words.Length * 32 && (words[code >> 5] >> code & 1) != 0;
            if (left != (ends.Count % 2 == 1)) ends.Add(code);
        }

        return ends;
    }

    private void AddSplit(int tree, int node, int feature, float bound, int left, int right, bool isMissingTrue)
    {
        AddNode(tree, node, "BRANCH_LT", feature, bound, left, right);
        missingTrue[^1] = isMissingTrue ? 1 : 0;
    }

    private void AddLeaf(int tree, int node, int output, float value)
    {
        AddNode(tree, node, "LEAF", 0, 0, 0, 0);
        leafTrees.Add(tree);
        leafNodes.Add(node);
        leafOutputs.Add(output);
        leafValues.Add(value);
    }

    private void AddNode(int tree, int node, string mode, int feature, float bound, int whenTrue, int whenFalse)
    {
        treeIds.Add(tree);
        nodeIds.Add(node);
        modes.Add(mode);
        features.Add(feature);
        bounds.Add(bound);
        trueIds.Add(whenTrue);
        falseIds.Add(whenFalse);
        missingTrue.Add(0);
    }
}
