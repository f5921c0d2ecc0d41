namespace MlPlatform.Trust.Bias;

/// <summary>How unevenly a model's benefit is spread (Speicher et al. 2018): benefit b_i = y'_i − y_i + 1, so 2 for a false positive, 0 for a false negative, else 1.</summary>
/// <remarks>
/// Generalised entropy of order α, with μ the mean benefit and n rows (weights count): 1/(n α (α−1)) Σ ((b_i/μ)^α − 1); its limits are
/// Theil's index 1/n Σ (b_i/μ) ln(b_i/μ) at α = 1 and the mean log deviation −1/n Σ ln(b_i/μ) at α = 0.
/// </remarks>
public static class BenefitInequality
{
    private const string NoBenefit = "every favourable row is predicted unfavourable, so the mean benefit is zero";

    /// <summary>Over all rows of the groups.</summary>
    public static MetricOutcome Of(IReadOnlyList<GroupOutcomes> groups, double alpha)
    {
        double right = 0, tooGood = 0, tooBad = 0;
        foreach (var group in groups)
        {
            right += group.TruePositives + group.TrueNegatives;
            tooGood += group.FalsePositives;
            tooBad += group.FalseNegatives;
        }

        return Entropy([2, 1, 0], [tooGood, right, tooBad], alpha);
    }

    /// <summary>Between groups: every row's benefit is replaced by its group's mean. Groups without rows do not count.</summary>
    public static MetricOutcome BetweenGroups(IReadOnlyList<GroupOutcomes> groups, double alpha)
    {
        var present = groups.Where(group => group.Rows > 0).ToArray();
        var benefits = Array.ConvertAll(present, group => 1 + ((group.FalsePositives - group.FalseNegatives) / group.Rows));
        return Entropy(benefits, Array.ConvertAll(present, group => group.Rows), alpha);
    }

    /// <summary>√(2 GE(2)): the coefficient of variation that belongs to an entropy of order 2.</summary>
    public static MetricOutcome CoefficientOfVariation(MetricOutcome entropy) => entropy.Map(value => Math.Sqrt(2 * Math.Max(0, value)));

    private static MetricOutcome Entropy(ReadOnlySpan<double> benefits, ReadOnlySpan<double> rows, double alpha)
    {
        double all = 0, total = 0;
        for (var i = 0; i < benefits.Length; i++)
        {
            all += rows[i];
            total += rows[i] * benefits[i];
        }

        if (all == 0) return MetricOutcome.Undefined("there are no rows");
        if (total == 0) return MetricOutcome.Undefined(NoBenefit);
        var sum = 0.0;
        for (var i = 0; i < benefits.Length; i++)
        {
            if (rows[i] == 0) continue;
            if (benefits[i] == 0 && alpha <= 0) return MetricOutcome.Infinite(double.PositiveInfinity, "a favourable row is predicted unfavourable, and its benefit of zero has no logarithm");
            sum += rows[i] * Term(benefits[i] * all / total, alpha);
        }

        return MetricOutcome.Of(sum / all);
    }

    private static double Term(double ratio, double alpha) => alpha switch
    {
        0 => -Math.Log(ratio),
        1 => ratio == 0 ? 0 : ratio * Math.Log(ratio),
        _ => (Math.Pow(ratio, alpha) - 1) / (alpha * (alpha - 1)),
    };
}
