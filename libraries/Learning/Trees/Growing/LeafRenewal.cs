using MlPlatform.Learning.Trees.Objectives;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Sets each leaf to a quantile of its rows' residuals: the best constant for losses that have no hessian.</summary>
internal static class LeafRenewal
{
    public static void Apply(DecisionTree tree, RowPartition partition, BoostingRows rows, double quantile, double eta)
    {
        var residuals = new float[rows.Count];
        var order = new int[rows.Count];
        for (var node = 0; node < tree.NodeCount; node++)
        {
            var members = partition.RowsOf(node);
            if (tree.Feature[node] != DecisionTree.Leaf || members.IsEmpty) continue;
            for (var i = 0; i < members.Length; i++) residuals[i] = rows.Labels[members[i]] - rows.Margins[members[i]];
            members.CopyTo(order);
            tree.Value[node] = (float)(eta * WeightedQuantile.Of(residuals.AsSpan(0, members.Length), order.AsSpan(0, members.Length), rows.Weights, quantile));
        }
    }
}
