namespace MlPlatform.Trust.Bias;

/// <summary>Clarify's metrics of the data, before any model: formulas over labels.</summary>
/// <remarks>
/// Facet a is the rest, facet d the group in question; n_x rows of facet x, q_x = n_x(1) / n_x its share of favourable labels,
/// P_x(y) its share of label y. With <see cref="ZeroRule.AsClarify"/> the distances run over the labels that both sides have.
/// </remarks>
public static class LabelBias
{
    /// <summary>CI = (n_a − n_d) / (n_a + n_d), in [−1, 1].</summary>
    public static MetricOutcome ClassImbalance(FacetComparison c) => MetricOutcome.Of((c.Rest.Rows - c.Group.Rows) / c.Rows);

    /// <summary>DPL = q_a − q_d, in [−1, 1].</summary>
    public static MetricOutcome DifferenceInProportions(FacetComparison c) => c.GapOfRest(GroupRates.BaseRate);

    /// <summary>KL = Σ_y P_a(y) ln(P_a(y) / P_d(y)); undefined where the group lacks a label that the rest has.</summary>
    public static MetricOutcome KullbackLeibler(FacetComparison c) => Distance(c, (p, q) => Distances.KullbackLeibler(p, q));

    /// <summary>JS = ½ KL(P_a ‖ P) + ½ KL(P_d ‖ P) with P = ½ (P_a + P_d), in [0, ln 2].</summary>
    public static MetricOutcome JensenShannon(FacetComparison c) => Distance(c, (p, q) => Distances.JensenShannon(p, q));

    /// <summary>LP = (Σ_y |P_a(y) − P_d(y)|²)^½.</summary>
    public static MetricOutcome EuclideanNorm(FacetComparison c) => Distance(c, (p, q) => Distances.Euclidean(p, q));

    /// <summary>TVD = ½ Σ_y |P_a(y) − P_d(y)|.</summary>
    public static MetricOutcome TotalVariation(FacetComparison c) => Distance(c, (p, q) => Distances.TotalVariation(p, q));

    /// <summary>KS = max_y |P_a(y) − P_d(y)|, Clarify's Kolmogorov-Smirnov for labels.</summary>
    public static MetricOutcome KolmogorovSmirnov(FacetComparison c) => Distance(c, (p, q) => Distances.Largest(p, q));

    private static MetricOutcome Distance(FacetComparison c, Func<double[], double[], double> distance)
    {
        if (c.Rest.Rows == 0) return MetricOutcome.Undefined($"no row belongs to {c.Rest.Name}");
        if (c.Group.Rows == 0) return MetricOutcome.Undefined($"no row belongs to {c.Group.Name}");
        double[] rest = Shares(c.Rest), group = Shares(c.Group);
        if (c.ZeroRule == ZeroRule.AsClarify)
        {
            var shared = Enumerable.Range(0, rest.Length).Where(label => rest[label] > 0 && group[label] > 0).ToArray();
            if (shared.Length == 0) return MetricOutcome.Undefined($"{c.Group.Name} and {c.Rest.Name} have no label in common");
            (rest, group) = (Array.ConvertAll(shared, label => rest[label]), Array.ConvertAll(shared, label => group[label]));
        }

        var found = distance(rest, group);
        return double.IsFinite(found)
            ? MetricOutcome.Of(found)
            : MetricOutcome.Infinite(found, $"{c.Group.Name} lacks a label that {c.Rest.Name} has, so the divergence is infinite");
    }

    private static double[] Shares(GroupOutcomes side) => Array.ConvertAll(side.ObservedByLabel, count => count / side.Rows);
}
