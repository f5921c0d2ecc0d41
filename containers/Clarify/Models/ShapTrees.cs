using MlPlatform.Learning.Trees;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Clarify.Models;

/// <summary>Learning's trees in the terms of the tree explainers; scores are margins (before the link).</summary>
/// <remarks>Models that sum in 32-bit floats (<see cref="TreeEnsemble.FloatSums"/>) differ from the explained sum by their rounding.</remarks>
internal static class ShapTrees
{
    /// <summary>One more than the largest float, were there such a float.</summary>
    private const double BeyondFloats = 340282366920938463463374607431768211456.0;

    public static ExplainedTrees From(BoostedTreesModel model)
    {
        var ensemble = model.Ensemble;
        return new ExplainedTrees(
            [.. model.Inputs.Select(input => input.Name)],
            [.. ensemble.Trees.Select((tree, number) => From(tree, number % ensemble.Outputs))],
            [.. ensemble.BaseMargins]);
    }

    /// <summary>The 64-bit bound that parts 64-bit values as <paramref name="threshold"/> parts them once rounded to 32 bits.</summary>
    public static double Bound(float threshold)
    {
        if (float.IsNegativeInfinity(threshold)) return double.NegativeInfinity;
        // Halfway to the float below: what is less rounds down, below the threshold; halfway itself goes to the even one.
        var halfway = (Wide(float.BitDecrement(threshold)) + Wide(threshold)) / 2;
        return (float)halfway == threshold ? halfway : double.BitIncrement(halfway);
    }

    private static double Wide(float value) => float.IsInfinity(value) ? Math.CopySign(BeyondFloats, value) : value;

    private static ExplainedTree From(DecisionTree tree, int output) => new()
    {
        Feature = tree.Feature, Left = tree.Left, Right = tree.Right, Output = output,
        Threshold = Array.ConvertAll(tree.Threshold, Bound),
        DefaultLeft = Array.ConvertAll(tree.DefaultLeft, left => left != 0),
        Value = Array.ConvertAll(tree.Value, value => (double)value),
        Cover = Array.ConvertAll(tree.Cover, cover => (double)cover),
        Categories = Array.Exists(tree.CategoryStart, start => start >= 0) ? [.. Enumerable.Range(0, tree.NodeCount).Select(node => Words(tree, node))] : null,
    };

    private static uint[]? Words(DecisionTree tree, int node) => tree.CategoryStart[node] < 0
        ? null
        : [.. tree.CategoryWords.AsSpan(tree.CategoryStart[node], tree.CategoryLength[node]).ToArray().Select(word => (uint)word)];
}
