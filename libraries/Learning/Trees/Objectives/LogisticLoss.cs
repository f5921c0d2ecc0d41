using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>The log loss of a probability; the margin is its log odds.</summary>
/// <param name="raw">Whether the model gives the margin instead of the probability.</param>
/// <param name="regression">Whether labels between 0 and 1 are allowed.</param>
/// <param name="vectorized">Whether vectors are used; the numbers are the same.</param>
internal sealed class LogisticLoss(bool raw, bool regression, bool vectorized) : SingleObjective
{
    public override MarginLink Link => raw ? MarginLink.Identity : MarginLink.Logistic;

    public override OutputKind Kind => raw ? OutputKind.Ranking : regression ? OutputKind.Number : OutputKind.Probability;

    public override string Metric => regression ? "rmse" : "logloss";

    public override string? LabelProblem(float label) =>
        regression ? (label is >= 0 and <= 1 ? null : "a label from 0 to 1") : label is 0 or 1 ? null : "0 or 1";

    /// <summary>Even odds, where XGBoost's default base_score of 0.5 starts as well.</summary>
    public override double[] BaseMargins(BoostingRows rows) => [0];

    public override void Derive(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        var done = vectorized ? SigmoidKernel.DeriveVectors(margins, labels, gradients, hessians) : 0;
        SigmoidKernel.DeriveRest(margins[done..], labels[done..], gradients[done..], hessians[done..]);
    }
}
