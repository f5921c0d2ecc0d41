namespace MlPlatform.Learning.Trees;

/// <summary>What one input does in an ensemble, in XGBoost's words.</summary>
/// <param name="Weight">How many splits ask it.</param>
/// <param name="TotalGain">The sum of its splits' gains.</param>
/// <param name="TotalCover">The sum of hessians of the rows that reach its splits.</param>
public readonly record struct FeatureImportance(int Weight, double TotalGain, double TotalCover)
{
    /// <summary>The mean gain of its splits; 0 where it is never asked.</summary>
    public double Gain => Weight == 0 ? 0 : TotalGain / Weight;

    /// <summary>The mean cover of its splits; 0 where it is never asked.</summary>
    public double Cover => Weight == 0 ? 0 : TotalCover / Weight;

    /// <summary>One per input.</summary>
    public static FeatureImportance[] Of(TreeEnsemble ensemble)
    {
        var importances = new FeatureImportance[ensemble.FeatureCount];
        foreach (var tree in ensemble.Trees)
        {
            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] == DecisionTree.Leaf) continue;
                ref var sum = ref importances[tree.Feature[node]];
                sum = new FeatureImportance(sum.Weight + 1, sum.TotalGain + tree.Gain[node], sum.TotalCover + tree.Cover[node]);
            }
        }

        return importances;
    }
}
