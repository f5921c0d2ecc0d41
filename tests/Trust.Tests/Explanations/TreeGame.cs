using System.Numerics;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Explanations;

/// <summary>The games behind TreeSHAP worked out from their definitions, coalition by coalition (a bit per feature): the oracle of the oracles.</summary>
internal static class TreeGame
{
    /// <summary>v(S) where an absent feature goes both ways of a split, each with the share of the cover that went there.</summary>
    public static double[] PathDependent(ExplainedTrees model, int output, double[] row) =>
        [.. Enumerable.Range(0, 1 << model.Width).Select(coalition =>
            model.Bases[output] + model.Trees.Where(tree => tree.Output == output).Sum(tree => Expected(tree, 0, row, coalition)))];

    /// <summary>φ_i = Σ_{S ∌ i} |S|! (M − |S| − 1)! / M! (v(S ∪ i) − v(S)).</summary>
    public static double Shapley(double[] worth, int feature)
    {
        var features = BitOperations.Log2((uint)worth.Length);
        return Enumerable.Range(0, worth.Length).Where(s => (s >> feature & 1) == 0)
            .Sum(s => Weight(s, features) * (worth[s | (1 << feature)] - worth[s]));
    }

    /// <summary>φ_ij = ½ Σ_{S ∌ i,j} |S|! (M − |S| − 2)! / (M − 1)! (v(S ∪ ij) − v(S ∪ i) − v(S ∪ j) + v(S)).</summary>
    public static double Interaction(double[] worth, int first, int second)
    {
        var features = BitOperations.Log2((uint)worth.Length);
        int i = 1 << first, j = 1 << second;
        return 0.5 * Enumerable.Range(0, worth.Length).Where(s => (s & (i | j)) == 0)
            .Sum(s => Weight(s, features - 1) * (worth[s | i | j] - worth[s | i] - worth[s | j] + worth[s]));
    }

    private static double Weight(int coalition, int features)
    {
        var size = BitOperations.PopCount((uint)coalition);
        return Factorial(size) * Factorial(features - size - 1) / Factorial(features);
    }

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, i) => product * i);

    private static double Expected(ExplainedTree tree, int node, double[] row, int coalition)
    {
        if (tree.Feature[node] == ExplainedTree.Leaf) return tree.Value[node];
        if ((coalition >> tree.Feature[node] & 1) == 1)
        {
            return Expected(tree, tree.GoesLeft(node, row[tree.Feature[node]]) ? tree.Left[node] : tree.Right[node], row, coalition);
        }

        var share = tree.Cover[node] > 0 ? tree.Cover[tree.Left[node]] / tree.Cover[node] : 0.5;
        return (share * Expected(tree, tree.Left[node], row, coalition)) + ((1 - share) * Expected(tree, tree.Right[node], row, coalition));
    }
}
