namespace MlPlatform.Trust.Bias;

/// <summary>AIF360's metrics of two sides: the group is its unprivileged side, the rest its privileged one.</summary>
/// <remarks>
/// For every rate r of <see cref="GroupRates"/> there are r_difference = r_group − r_rest and r_ratio = r_group / r_rest; then those that
/// combine several. Clarify's differences run the other way for DPL, DPPL, RD, DAR and AD, and both are kept.
/// </remarks>
public static class RateMetrics
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<BiasMetric> All { get; } =
    [
        .. GroupRates.All.SelectMany<GroupRate, BiasMetric>(rate =>
        [
            new($"{rate.Name}_difference", $"Difference of the {rate.Description}", rate.Stage, 0, rate.Reading, c => c.Gap(rate)),
            new($"{rate.Name}_ratio", $"Ratio of the {rate.Description}", rate.Stage, 1, rate.Reading, c => c.Ratio(rate)),
        ]),
        Of("average_odds_difference", "Average of the differences of true and false positive rates", BiasReading.BelowDisfavorsGroup, AverageOdds),
        Of("average_abs_odds_difference", "Average of the absolute differences of true and false positive rates", BiasReading.Distance, AverageAbsoluteOdds),
        Of("equalized_odds_difference", "Greater of the absolute differences of true and false positive rates", BiasReading.Distance, EqualizedOdds),
        Of("average_predictive_value_difference", "Average of the differences of precision and false omission rate", BiasReading.BelowDisfavorsGroup, AveragePredictiveValue),
        Of("generalized_entropy_index", "Generalized entropy of order 2 of the benefits", BiasReading.Distance, c => Entropy(c, 2)),
        Of("theil_index", "Theil's index of the benefits", BiasReading.Distance, c => Entropy(c, 1)),
        Of("coefficient_of_variation", "Coefficient of variation of the benefits", BiasReading.Distance, c => BenefitInequality.CoefficientOfVariation(Entropy(c, 2))),
        Of("between_group_generalized_entropy_index", "Generalized entropy of order 2 between both sides", BiasReading.Distance, c => Between(c, 2)),
        Of("between_group_theil_index", "Theil's index between both sides", BiasReading.Distance, c => Between(c, 1)),
        Of("between_group_coefficient_of_variation", "Coefficient of variation between both sides", BiasReading.Distance, c => BenefitInequality.CoefficientOfVariation(Between(c, 2))),
    ];

    /// <summary>½ ((FPR_d − FPR_a) + (TPR_d − TPR_a)).</summary>
    public static MetricOutcome AverageOdds(FacetComparison c) => Odds(c, (fpr, tpr) => (fpr + tpr) / 2);

    /// <summary>½ (|FPR_d − FPR_a| + |TPR_d − TPR_a|).</summary>
    public static MetricOutcome AverageAbsoluteOdds(FacetComparison c) => Odds(c, (fpr, tpr) => (Math.Abs(fpr) + Math.Abs(tpr)) / 2);

    /// <summary>max(|FPR_d − FPR_a|, |TPR_d − TPR_a|).</summary>
    public static MetricOutcome EqualizedOdds(FacetComparison c) => Odds(c, (fpr, tpr) => Math.Max(Math.Abs(fpr), Math.Abs(tpr)));

    /// <summary>½ ((PPV_d − PPV_a) + (FOR_d − FOR_a)).</summary>
    public static MetricOutcome AveragePredictiveValue(FacetComparison c) =>
        c.Gap(GroupRates.PositivePredictiveValue).With(c.Gap(GroupRates.FalseOmissionRate), (ppv, omission) => (ppv + omission) / 2);

    private static MetricOutcome Odds(FacetComparison c, Func<double, double, double> combine) =>
        c.Gap(GroupRates.FalsePositiveRate).With(c.Gap(GroupRates.TruePositiveRate), combine);

    private static MetricOutcome Entropy(FacetComparison c, double alpha) => BenefitInequality.Of([c.Rest, c.Group], alpha);

    private static MetricOutcome Between(FacetComparison c, double alpha) => BenefitInequality.BetweenGroups([c.Rest, c.Group], alpha);

    private static BiasMetric Of(string name, string description, BiasReading reading, Func<FacetComparison, MetricOutcome> formula) =>
        new(name, description, BiasStage.PostTraining, 0, reading, formula);
}
