using System.Collections.Frozen;

namespace MlPlatform.Trust.Bias;

/// <summary>Metrics of all groups at once: Fairlearn's disparities and AIF360's over every group.</summary>
/// <remarks>
/// For every rate r there are r_spread (max − min), r_spread_to_overall, r_min_max_ratio, r_ratio_to_overall. Fairlearn's equalised odds
/// take the worse of the true and the false positive rate's spread, or, with the suffix _mean, their mean. Where one of the two is undefined
/// so is the metric; Fairlearn goes by the other one, and so does <see cref="ZeroRule.AsClarify"/>.
/// </remarks>
public static class GroupsMetrics
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<GroupsMetric> All { get; } =
    [
        .. GroupRates.All.SelectMany<GroupRate, GroupsMetric>(rate =>
        [
            new($"{rate.Name}_spread", $"Largest less smallest {rate.Description}", rate.Stage, 0, set => Spread.Of(rate, set).Difference(SpreadBase.BetweenGroups)),
            new($"{rate.Name}_spread_to_overall", $"Largest distance from the overall {rate.Description}", rate.Stage, 0, set => Spread.Of(rate, set).Difference(SpreadBase.ToOverall)),
            new($"{rate.Name}_min_max_ratio", $"Smallest by largest {rate.Description}", rate.Stage, 1, set => Spread.Of(rate, set).Ratio(SpreadBase.BetweenGroups)),
            new($"{rate.Name}_ratio_to_overall", $"Smallest ratio to the overall {rate.Description}", rate.Stage, 1, set => Spread.Of(rate, set).Ratio(SpreadBase.ToOverall)),
        ]),
        .. EqualizedOdds("", SpreadBase.BetweenGroups),
        .. EqualizedOdds("_to_overall", SpreadBase.ToOverall),
        new("differential_fairness", "Smoothed differential fairness of the labels", BiasStage.PreTraining, 0, set => DifferentialFairness.OfLabels(set)),
        new("prediction_differential_fairness", "Smoothed differential fairness of the predictions", BiasStage.PostTraining, 0, set => DifferentialFairness.OfPredictions(set)),
        new("differential_fairness_bias_amplification", "Differential fairness of the predictions less that of the labels", BiasStage.PostTraining, 0, set => DifferentialFairness.Amplification(set)),
        Between("between_all_groups_generalized_entropy_index", "Generalized entropy of order 2 between all groups", groups => BenefitInequality.BetweenGroups(groups, 2)),
        Between("between_all_groups_theil_index", "Theil's index between all groups", groups => BenefitInequality.BetweenGroups(groups, 1)),
        Between("between_all_groups_coefficient_of_variation", "Coefficient of variation between all groups", groups => BenefitInequality.CoefficientOfVariation(BenefitInequality.BetweenGroups(groups, 2))),
    ];

    private static readonly FrozenDictionary<string, GroupsMetric> ByName = All.ToFrozenDictionary(metric => metric.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> FairlearnNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["demographic_parity_difference"] = "selection_rate_spread",
        ["demographic_parity_ratio"] = "selection_rate_min_max_ratio",
        ["equal_opportunity_difference"] = "true_positive_rate_spread",
        ["equal_opportunity_ratio"] = "true_positive_rate_min_max_ratio",
        ["smoothed_empirical_differential_fairness"] = "differential_fairness",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The metric of this name, or of this name in Fairlearn or AIF360; null where there is none.</summary>
    public static GroupsMetric? Find(string name) => ByName.GetValueOrDefault(FairlearnNames.GetValueOrDefault(name, name));

    private static GroupsMetric[] EqualizedOdds(string suffix, SpreadBase against) =>
    [
        Odds($"equalized_odds_difference{suffix}", "Worse of the spreads of true and false positive rates", 0, spread => spread.Difference(against), Worse(1)),
        Odds($"equalized_odds_ratio{suffix}", "Worse of the ratios of true and false positive rates", 1, spread => spread.Ratio(against), Worse(-1)),
        Odds($"equalized_odds_difference{suffix}_mean", "Mean of the spreads of true and false positive rates", 0, spread => spread.Difference(against), Mean),
        Odds($"equalized_odds_ratio{suffix}_mean", "Mean of the ratios of true and false positive rates", 1, spread => spread.Ratio(against), Mean),
    ];

    private static GroupsMetric Odds(
        string name, string description, double ideal, Func<Spread, GroupsOutcome> measure, Func<GroupsOutcome, GroupsOutcome, GroupsOutcome> combine) =>
        new(name, description, BiasStage.PostTraining, ideal, set =>
        {
            var (tpr, fpr) = (measure(Spread.Of(GroupRates.TruePositiveRate, set)), measure(Spread.Of(GroupRates.FalsePositiveRate, set)));
            if (tpr.Outcome.Value is not null && fpr.Outcome.Value is not null) return combine(tpr, fpr);
            return set.ZeroRule == ZeroRule.AsClarify && tpr.Outcome.Value is null ? fpr : set.ZeroRule == ZeroRule.AsClarify ? tpr : FirstUndefined(tpr, fpr);
        });

    private static Func<GroupsOutcome, GroupsOutcome, GroupsOutcome> Worse(int direction) => (first, second) =>
        direction * second.Outcome.Value!.Value.CompareTo(first.Outcome.Value!.Value) > 0 ? second : first;

    private static GroupsOutcome FirstUndefined(GroupsOutcome first, GroupsOutcome second) => first.Outcome.Value is null ? first : second;

    private static GroupsOutcome Mean(GroupsOutcome first, GroupsOutcome second) =>
        new(first.Outcome.With(second.Outcome, (a, b) => (a + b) / 2), null, null);

    private static GroupsMetric Between(string name, string description, Func<IReadOnlyList<GroupOutcomes>, MetricOutcome> formula) =>
        new(name, description, BiasStage.PostTraining, 0, set => new GroupsOutcome(formula(set.Groups), null, null));
}
