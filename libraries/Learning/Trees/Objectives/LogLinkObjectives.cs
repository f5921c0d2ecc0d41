namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>A loss of a mean above zero whose logarithm is the margin.</summary>
internal abstract class LogLinkObjective : SingleObjective
{
    public override MarginLink Link => MarginLink.Exponential;

    public override double[] BaseMargins(BoostingRows rows)
    {
        const double Smallest = 1e-6;
        return [Math.Log(Math.Max(Mean(rows), Smallest))];
    }
}

/// <summary>The Poisson log likelihood of counts. The hessian is that of a margin <paramref name="maxDeltaStep"/> higher, as XGBoost's, which keeps steps short.</summary>
internal sealed class PoissonLoss(double maxDeltaStep) : LogLinkObjective
{
    private readonly float lift = MathF.Exp((float)maxDeltaStep);

    public override string Metric => "poisson-nloglik";

    public override string? LabelProblem(float label) => label >= 0 ? null : "a label of 0 or more";

    public override void Derive(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        for (var i = 0; i < margins.Length; i++)
        {
            var mean = MathF.Exp(margins[i]);
            gradients[i] = mean - labels[i];
            hessians[i] = Math.Max(mean * lift, SmallestHessian);
        }
    }
}

/// <summary>The gamma deviance.</summary>
internal sealed class GammaLoss : LogLinkObjective
{
    public override string Metric => "gamma-nloglik";

    public override string? LabelProblem(float label) => label > 0 ? null : "a label above 0";

    public override void Derive(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        for (var i = 0; i < margins.Length; i++)
        {
            var ratio = labels[i] * MathF.Exp(-margins[i]);
            gradients[i] = 1 - ratio;
            hessians[i] = Math.Max(ratio, SmallestHessian);
        }
    }
}

/// <summary>The Tweedie deviance with a variance power between 1 and 2.</summary>
internal sealed class TweedieLoss(double power) : LogLinkObjective
{
    private readonly float one = (float)(1 - power);
    private readonly float two = (float)(2 - power);

    public override string Metric => "tweedie-nloglik";

    public override string? LabelProblem(float label) => label >= 0 ? null : "a label of 0 or more";

    public override void Derive(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        for (var i = 0; i < margins.Length; i++)
        {
            var first = labels[i] * MathF.Exp(one * margins[i]);
            var second = MathF.Exp(two * margins[i]);
            gradients[i] = second - first;
            hessians[i] = Math.Max((two * second) - (one * first), SmallestHessian);
        }
    }
}
