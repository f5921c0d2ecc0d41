using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>The equal rate, the objective (not for equalised odds), and the chances at the probes for both groups. Input: rows, constraint, objective, flip, grid, probes.</summary>
internal static class OptimizedThresholds
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var rows = MitigationRows.Of(input);
        var constraint = Constraint(input.GetProperty("constraint").GetString()!);
        var fitted = new ThresholdOptimizer
        {
            Constraint = constraint,
            Objective = Objective(input.GetProperty("objective").GetString()!),
            Flip = input.GetProperty("flip").GetBoolean(),
            GridSize = input.GetProperty("grid").GetInt32(),
        }.Fit(rows.Data, rows.Scores);
        var probes = input.Numbers("probes");
        return
        [
            fitted.ConstraintValue,
            constraint == GroupConstraint.EqualizedOdds ? null : fitted.ObjectiveValue,
            .. new[] { 0, 1 }.SelectMany(group => probes.Select(score => (double?)fitted.Probability(group, score))),
        ];
    }

    private static GroupConstraint Constraint(string name) => name switch
    {
        "demographic_parity" => GroupConstraint.DemographicParity,
        "true_positive_rate_parity" => GroupConstraint.TruePositiveRateParity,
        "false_positive_rate_parity" => GroupConstraint.FalsePositiveRateParity,
        "true_negative_rate_parity" => GroupConstraint.TrueNegativeRateParity,
        "false_negative_rate_parity" => GroupConstraint.FalseNegativeRateParity,
        _ => GroupConstraint.EqualizedOdds,
    };

    private static RateMetric Objective(string name) => name switch
    {
        "accuracy_score" => RateMetric.Accuracy,
        "balanced_accuracy_score" => RateMetric.BalancedAccuracy,
        "true_positive_rate" => RateMetric.TruePositiveRate,
        _ => RateMetric.TrueNegativeRate,
    };
}
