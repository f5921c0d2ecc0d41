using MlPlatform.Learning.Networks.Adversarial;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Clarify.Mitigation.Methods;

/// <summary>Every method by name. What they hold equal follows the deciding metric.</summary>
internal static class MethodList
{
    public const string Unmitigated = "unmitigated";

    private static readonly string[] SelectionMetrics = ["DPPL", "DI", "statistical_parity_difference", "disparate_impact", "selection_rate_difference", "selection_rate_ratio"];
    private static readonly string[] OpportunityMetrics = ["RD", "equal_opportunity_difference", "true_positive_rate_difference", "true_positive_rate_ratio"];

    /// <summary>The methods of these names after the unmitigated model; all of them where names is null.</summary>
    /// <param name="names">Which methods.</param>
    /// <param name="metric">The deciding metric.</param>
    public static IReadOnlyList<MitigationMethod> Of(IReadOnlyList<string>? names, string metric)
    {
        var all = All(metric);
        if (names?.FirstOrDefault(name => all.All(method => method.Name != name)) is { } unknown)
        {
            throw new ClarifyException($"There is no mitigation method '{unknown}'; there are {string.Join(", ", all.Select(method => method.Name))}.");
        }

        var unmitigated = new MitigationMethod(Unmitigated, PlainMethods.Unmitigated);
        return [unmitigated, .. all.Where(method => names?.Contains(method.Name, StringComparer.Ordinal) ?? true)];
    }

    private static MitigationMethod[] All(string metric)
    {
        var (parity, equal, goal) = SelectionMetrics.Contains(metric, StringComparer.Ordinal)
            ? (ParityConstraint.DemographicParity, GroupConstraint.DemographicParity, AdversaryGoal.DemographicParity)
            : OpportunityMetrics.Contains(metric, StringComparer.Ordinal)
                ? (ParityConstraint.TruePositiveRateParity, GroupConstraint.TruePositiveRateParity, AdversaryGoal.EqualizedOdds)
                : (ParityConstraint.EqualizedOdds, GroupConstraint.EqualizedOdds, AdversaryGoal.EqualizedOdds);
        return
        [
            new("reweighing", PlainMethods.Reweigh),
            new("disparate_impact_remover", RepairMethod.Fit),
            new("exponentiated_gradient", (rows, stop) => ReductionMethod.Mixed(parity, rows, stop)),
            new("exponentiated_gradient_single", (rows, stop) => ReductionMethod.Single(parity, rows, stop)),
            new("adversarial_debiasing", (rows, stop) => Adversarial(goal, rows, stop)),
            new("equalized_odds", (rows, _) => RuleMethod.OfLabels(rows)),
            new("calibrated_equalized_odds", (rows, _) => RuleMethod.Of(
                (outcomes, scores) => CalibratedEqualizedOdds.Fit(outcomes, scores, CalibratedCost.Weighted, rows.Model.Output.Threshold), rows)),
            new("reject_option", (rows, _) => RuleMethod.Of((outcomes, scores) => new RejectOptionSearch { Metric = RejectMetric(equal) }.Fit(outcomes, scores), rows)),
            new("threshold_optimizer", (rows, _) => RuleMethod.Of((outcomes, scores) => new ThresholdOptimizer { Constraint = equal }.Fit(outcomes, scores), rows)),
            new("group_thresholds", (rows, _) => RuleMethod.Of((outcomes, scores) => new GroupThresholdSearch { Constraint = equal }.Fit(outcomes, scores), rows)),
        ];
    }

    private static FittedMethod Adversarial(AdversaryGoal goal, LearningRows rows, CancellationToken cancellationToken)
    {
        var model = Trainer.Checked(() => AdversarialPerceptron.Fit(
            rows.Training.Training(), rows.Training.Outcomes.Groups.ToArray(), rows.Trainer.NetworkOptions,
            new AdversaryOptions { Goal = goal }, new Learning.FitContext { Threads = rows.Trainer.Threads }, cancellationToken));
        return PlainMethods.Of(model, rows.Trainer);
    }

    private static RejectOptionMetric RejectMetric(GroupConstraint constraint) => constraint switch
    {
        GroupConstraint.DemographicParity => RejectOptionMetric.StatisticalParityDifference,
        GroupConstraint.TruePositiveRateParity => RejectOptionMetric.EqualOpportunityDifference,
        _ => RejectOptionMetric.AverageOddsDifference,
    };
}
