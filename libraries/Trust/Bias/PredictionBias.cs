namespace MlPlatform.Trust.Bias;

/// <summary>Bias of a model: formulas over observed and predicted labels.</summary>
/// <remarks>
/// Facet a is the rest, facet d the group in question; primes mark predictions, (1) the favourable and (0) the other label:
/// q'_x = n'_x(1) / n_x. TP, FP, TN, FN count with "positive" meaning favourable.
/// </remarks>
public static class PredictionBias
{
    /// <summary>DPPL = q'_a − q'_d.</summary>
    public static MetricOutcome DifferenceInProportions(FacetComparison c) => PredictedShare(c.Rest).Minus(PredictedShare(c.Group));

    /// <summary>DI = q'_d / q'_a; four fifths is the usual lower limit.</summary>
    public static MetricOutcome DisparateImpact(FacetComparison c) =>
        PredictedShare(c.Group).DividedBy(PredictedShare(c.Rest), "no row of the rest is predicted favourable");

    /// <summary>DCAcc = n_a(1) / n'_a(1) − n_d(1) / n'_d(1).</summary>
    public static MetricOutcome ConditionalAcceptance(FacetComparison c) => Acceptance(c.Rest).Minus(Acceptance(c.Group));

    /// <summary>DCR = n_d(0) / n'_d(0) − n_a(0) / n'_a(0).</summary>
    public static MetricOutcome ConditionalRejection(FacetComparison c) => Rejection(c.Group).Minus(Rejection(c.Rest));

    /// <summary>SD = TN_d / (TN_d + FP_d) − TN_a / (TN_a + FP_a).</summary>
    public static MetricOutcome SpecificityDifference(FacetComparison c) => Specificity(c.Group).Minus(Specificity(c.Rest));

    /// <summary>RD = TP_a / (TP_a + FN_a) − TP_d / (TP_d + FN_d).</summary>
    public static MetricOutcome RecallDifference(FacetComparison c) => Recall(c.Rest).Minus(Recall(c.Group));

    /// <summary>DAR = TP_a / (TP_a + FP_a) − TP_d / (TP_d + FP_d).</summary>
    public static MetricOutcome AcceptanceRates(FacetComparison c) => Precision(c.Rest).Minus(Precision(c.Group));

    /// <summary>DRR = TN_d / (TN_d + FN_d) − TN_a / (TN_a + FN_a).</summary>
    public static MetricOutcome RejectionRates(FacetComparison c) => NegativePrecision(c.Group).Minus(NegativePrecision(c.Rest));

    /// <summary>AD = (TP_a + TN_a) / n_a − (TP_d + TN_d) / n_d.</summary>
    public static MetricOutcome AccuracyDifference(FacetComparison c) => Accuracy(c.Rest).Minus(Accuracy(c.Group));

    /// <summary>TE = FN_d / FP_d − FN_a / FP_a.</summary>
    public static MetricOutcome TreatmentEquality(FacetComparison c) => Treatment(c.Group).Minus(Treatment(c.Rest));

    /// <summary>GE = 1/(2n) Σ_i ((b_i / b̄)² − 1) with benefit b_i = y'_i − y_i + 1, over all rows of both sides.</summary>
    public static MetricOutcome GeneralizedEntropy(FacetComparison c)
    {
        // A false positive has benefit 2, a false negative 0, a right prediction 1.
        var tooGood = c.Rest.FalsePositives + c.Group.FalsePositives;
        var tooBad = c.Rest.FalseNegatives + c.Group.FalseNegatives;
        var right = c.Rows - tooGood - tooBad;
        var mean = ((2 * tooGood) + right) / c.Rows;
        return mean == 0
            ? MetricOutcome.Undefined("every favourable row is predicted unfavourable, so the mean benefit is zero")
            : MetricOutcome.Of(((((4 * tooGood) + right) / (mean * mean * c.Rows)) - 1) / 2);
    }

    private static MetricOutcome PredictedShare(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.PredictedPositives, side.Rows, $"no row belongs to {side.Name}");

    private static MetricOutcome Acceptance(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.ObservedPositives, side.PredictedPositives, $"no row of {side.Name} is predicted favourable");

    private static MetricOutcome Rejection(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.ObservedNegatives, side.PredictedNegatives, $"no row of {side.Name} is predicted unfavourable");

    private static MetricOutcome Specificity(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.TrueNegatives, side.ObservedNegatives, $"no row of {side.Name} has an unfavourable label");

    private static MetricOutcome Recall(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.TruePositives, side.ObservedPositives, $"no row of {side.Name} has the favourable label");

    private static MetricOutcome Precision(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.TruePositives, side.PredictedPositives, $"no row of {side.Name} is predicted favourable");

    private static MetricOutcome NegativePrecision(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.TrueNegatives, side.PredictedNegatives, $"no row of {side.Name} is predicted unfavourable");

    private static MetricOutcome Accuracy(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.TruePositives + side.TrueNegatives, side.Rows, $"no row belongs to {side.Name}");

    private static MetricOutcome Treatment(GroupOutcomes side) =>
        MetricOutcome.Ratio(side.FalseNegatives, side.FalsePositives, $"no row of {side.Name} is wrongly predicted favourable");
}
