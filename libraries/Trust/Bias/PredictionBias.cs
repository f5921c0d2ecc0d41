namespace MlPlatform.Trust.Bias;

/// <summary>Clarify's metrics of a model: formulas over observed and predicted labels.</summary>
/// <remarks>
/// Facet a is the rest, facet d the group in question; primes mark predictions, (1) the favourable and (0) the other label:
/// q'_x = n'_x(1) / n_x. TP, FP, TN, FN count with "positive" meaning favourable.
/// </remarks>
public static class PredictionBias
{
    /// <summary>DPPL = q'_a − q'_d.</summary>
    public static MetricOutcome DifferenceInProportions(FacetComparison c) => c.GapOfRest(GroupRates.SelectionRate);

    /// <summary>DI = q'_d / q'_a; four fifths is the usual lower limit.</summary>
    public static MetricOutcome DisparateImpact(FacetComparison c) => c.Ratio(GroupRates.SelectionRate);

    /// <summary>DCAcc = n_a(1) / n'_a(1) − n_d(1) / n'_d(1).</summary>
    public static MetricOutcome ConditionalAcceptance(FacetComparison c) => c.GapOfRest(GroupRates.ConditionalAcceptance);

    /// <summary>DCR = n_d(0) / n'_d(0) − n_a(0) / n'_a(0).</summary>
    public static MetricOutcome ConditionalRejection(FacetComparison c) => c.Gap(GroupRates.ConditionalRejection);

    /// <summary>SD = TN_d / (TN_d + FP_d) − TN_a / (TN_a + FP_a).</summary>
    public static MetricOutcome SpecificityDifference(FacetComparison c) => c.Gap(GroupRates.TrueNegativeRate);

    /// <summary>RD = TP_a / (TP_a + FN_a) − TP_d / (TP_d + FN_d).</summary>
    public static MetricOutcome RecallDifference(FacetComparison c) => c.GapOfRest(GroupRates.TruePositiveRate);

    /// <summary>DAR = TP_a / (TP_a + FP_a) − TP_d / (TP_d + FP_d).</summary>
    public static MetricOutcome AcceptanceRates(FacetComparison c) => c.GapOfRest(GroupRates.PositivePredictiveValue);

    /// <summary>DRR = TN_d / (TN_d + FN_d) − TN_a / (TN_a + FN_a).</summary>
    public static MetricOutcome RejectionRates(FacetComparison c) => c.Gap(GroupRates.NegativePredictiveValue);

    /// <summary>AD = (TP_a + TN_a) / n_a − (TP_d + TN_d) / n_d.</summary>
    public static MetricOutcome AccuracyDifference(FacetComparison c) => c.GapOfRest(GroupRates.Accuracy);

    /// <summary>TE = FN_d / FP_d − FN_a / FP_a.</summary>
    public static MetricOutcome TreatmentEquality(FacetComparison c) => c.Gap(GroupRates.ErrorTreatment);

    /// <summary>GE = 1/(2n) Σ_i ((b_i / b̄)² − 1) with benefit b_i = y'_i − y_i + 1, over all rows of both sides.</summary>
    public static MetricOutcome GeneralizedEntropy(FacetComparison c) => BenefitInequality.Of([c.Rest, c.Group], 2);
}
