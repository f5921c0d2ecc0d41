namespace MlPlatform.Trust.Mitigation;

/// <summary>How one group is answered: by two cuts mixed, and by a constant chance for a share of the rows.</summary>
/// <param name="First">The first cut.</param>
/// <param name="FirstShare">Its chance; the second cut has the rest.</param>
/// <param name="Second">The second cut.</param>
/// <param name="Ignored">The chance that the score is ignored and <paramref name="Constant"/> decides.</param>
/// <param name="Constant">The chance of the favourable answer where the score is ignored.</param>
public sealed record GroupMixture(ThresholdCut First, double FirstShare, ThresholdCut Second, double Ignored = 0, double Constant = 0)
{
    /// <summary>Ignored · Constant + (1 − Ignored) · (share of the cuts that are favourable).</summary>
    public double Probability(double score)
    {
        var favorable = 0.0;
        if (First.IsFavorable(score)) favorable += FirstShare;
        if (Second.IsFavorable(score)) favorable += 1 - FirstShare;
        return Math.Clamp((Ignored * Constant) + ((1 - Ignored) * favorable), 0, 1);
    }
}

/// <summary>Thresholds per group, mixed by chance where the optimum needs it.</summary>
/// <param name="Groups">By group code.</param>
/// <param name="ConstraintValue">The rate that all groups have: the constrained one, the false positive rate for equalised odds.</param>
/// <param name="ObjectiveValue">What the objective is on the fitted rows.</param>
public sealed record RandomizedThresholds(IReadOnlyList<GroupMixture> Groups, double ConstraintValue, double ObjectiveValue) : IDecisionRule
{
    public double Probability(int group, double score) => Groups[group].Probability(score);
}
