using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Mitigation;

/// <summary>Weights that make the label independent of the group before training (Kamiran and Calders 2012).</summary>
/// <remarks>w(g, y) = n_g · n_y / (n · n_gy) with n the sums of weights; AIF360's Reweighing. A cell without rows has no weight and says so.</remarks>
/// <param name="Favorable">By group: the factor of rows with the favourable label.</param>
/// <param name="Unfavorable">By group: the factor of the others.</param>
public sealed record Reweighing(IReadOnlyList<MetricOutcome> Favorable, IReadOnlyList<MetricOutcome> Unfavorable)
{
    public static Reweighing Fit(GroupedLabels data)
    {
        var (positives, negatives) = (new double[data.GroupCount], new double[data.GroupCount]);
        for (var row = 0; row < data.Rows; row++) (data.Favorable[row] ? positives : negatives)[data.Groups[row]] += data.Weights[row];
        var (allPositives, allNegatives) = (positives.Sum(), negatives.Sum());
        var factors = Enumerable.Range(0, data.GroupCount).Select(group =>
        {
            var inGroup = positives[group] + negatives[group];
            return (Favorable: Factor(inGroup, allPositives, positives[group], group, "favourable"), Unfavorable: Factor(inGroup, allNegatives, negatives[group], group, "unfavourable"));
        }).ToArray();
        return new Reweighing([.. factors.Select(factor => factor.Favorable)], [.. factors.Select(factor => factor.Unfavorable)]);

        MetricOutcome Factor(double inGroup, double ofLabel, double ofBoth, int group, string label) => MetricOutcome.Ratio(
            ofLabel * inGroup, (allPositives + allNegatives) * ofBoth, $"no row of group {group} has the {label} label");
    }

    /// <summary>The weights of these rows times their factors.</summary>
    /// <exception cref="TrustException">A row lies in a cell that had no rows when the factors were made.</exception>
    public double[] Apply(GroupedLabels data)
    {
        var weights = data.Weights.ToArray();
        for (var row = 0; row < weights.Length; row++)
        {
            var factor = (data.Favorable[row] ? Favorable : Unfavorable)[data.Groups[row]];
            weights[row] *= factor.Value ?? throw new TrustException($"Row {row + 1} has no weight: {factor.Reason}.");
        }

        return weights;
    }
}
