namespace MlPlatform.Trust.Bias;

/// <summary>Bias in the data, before any model: formulas over labels.</summary>
/// <remarks>
/// Facet a is the rest, facet d the group in question; n_x rows of facet x, q_x = n_x(1) / n_x its share of favourable labels,
/// P_x(y) its share of label y.
/// </remarks>
public static class LabelBias
{
    /// <summary>CI = (n_a − n_d) / (n_a + n_d), in [−1, 1].</summary>
    public static MetricOutcome ClassImbalance(FacetComparison c) => MetricOutcome.Of((c.Rest.Rows - c.Group.Rows) / c.Rows);

    /// <summary>DPL = q_a − q_d, in [−1, 1].</summary>
    public static MetricOutcome DifferenceInProportions(FacetComparison c) => FavorableShare(c.Rest).Minus(FavorableShare(c.Group));

    /// <summary>KL = Σ_y P_a(y) ln(P_a(y) / P_d(y)); undefined where the group lacks a label that the rest has.</summary>
    public static MetricOutcome KullbackLeibler(FacetComparison c)
    {
        var divergence = Distances.KullbackLeibler(Shares(c.Rest), Shares(c.Group));
        return double.IsFinite(divergence)
            ? MetricOutcome.Of(divergence)
            : MetricOutcome.Undefined($"{c.Group.Name} lacks a label that the rest has, so the divergence is infinite");
    }

    /// <summary>JS = ½ KL(P_a ‖ P) + ½ KL(P_d ‖ P) with P = ½ (P_a + P_d), in [0, ln 2].</summary>
    public static MetricOutcome JensenShannon(FacetComparison c) => MetricOutcome.Of(Distances.JensenShannon(Shares(c.Rest), Shares(c.Group)));

    /// <summary>LP = (Σ_y |P_a(y) − P_d(y)|²)^½.</summary>
    public static MetricOutcome EuclideanNorm(FacetComparison c) => MetricOutcome.Of(Distances.Euclidean(Shares(c.Rest), Shares(c.Group)));

    /// <summary>TVD = ½ Σ_y |P_a(y) − P_d(y)|.</summary>
    public static MetricOutcome TotalVariation(FacetComparison c) => MetricOutcome.Of(Distances.TotalVariation(Shares(c.Rest), Shares(c.Group)));

    /// <summary>KS = max_y |P_a(y) − P_d(y)|, Clarify's Kolmogorov-Smirnov for labels.</summary>
    public static MetricOutcome KolmogorovSmirnov(FacetComparison c) => MetricOutcome.Of(Distances.Largest(Shares(c.Rest), Shares(c.Group)));

    internal static MetricOutcome FavorableShare(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.ObservedPositives, side.Rows, $"no row belongs to {side.Name}");

    private static double[] Shares(GroupOutcomes side) => Array.ConvertAll(side.ObservedByLabel, count => count / side.Rows);
}
