namespace MlPlatform.Learning.Trees;

/// <summary>Trees whose leaf values are summed, per output, on top of a base margin.</summary>
/// <param name="Trees">In the order in which they were grown; tree t adds to output t % <paramref name="Outputs"/>.</param>
/// <param name="BaseMargins">One per output: the margin before any tree.</param>
/// <param name="Outputs">1, or the number of classes.</param>
/// <param name="FeatureCount">How many inputs a row has.</param>
public sealed record TreeEnsemble(IReadOnlyList<DecisionTree> Trees, double[] BaseMargins, int Outputs, int FeatureCount)
{
    /// <summary>Margins are summed as 32-bit floats, as XGBoost does; else as 64-bit ones.</summary>
    public bool FloatSums { get; init; }
}
