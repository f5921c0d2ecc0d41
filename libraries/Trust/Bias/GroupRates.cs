using System.Collections.Frozen;

namespace MlPlatform.Trust.Bias;

/// <summary>The rates of one group that metrics compare between groups. "Positive" means favourable.</summary>
public static class GroupRates
{
    private const string NoFavorableLabel = "has the favourable label";
    private const string NoUnfavorableLabel = "has an unfavourable label";
    private const string NoFavorablePrediction = "is predicted favourable";
    private const string NoUnfavorablePrediction = "is predicted unfavourable";

    /// <summary>Share of favourable labels: (TP + FN) / n.</summary>
    public static GroupRate BaseRate { get; } = new("base_rate", "share of favourable labels", BiasStage.PreTraining, BiasReading.BelowDisfavorsGroup, g => g.ObservedPositives, g => g.Rows);

    /// <summary>Share of favourable predictions: (TP + FP) / n.</summary>
    public static GroupRate SelectionRate { get; } = Low("selection_rate", "share of favourable predictions", g => g.PredictedPositives, g => g.Rows);

    /// <summary>Recall, sensitivity: TP / (TP + FN).</summary>
    public static GroupRate TruePositiveRate { get; } = Low("true_positive_rate", "true positive rate", g => g.TruePositives, g => g.ObservedPositives, NoFavorableLabel);

    /// <summary>FP / (FP + TN).</summary>
    public static GroupRate FalsePositiveRate { get; } = Low("false_positive_rate", "false positive rate", g => g.FalsePositives, g => g.ObservedNegatives, NoUnfavorableLabel);

    /// <summary>FN / (TP + FN).</summary>
    public static GroupRate FalseNegativeRate { get; } = High("false_negative_rate", "false negative rate", g => g.FalseNegatives, g => g.ObservedPositives, NoFavorableLabel);

    /// <summary>Specificity: TN / (FP + TN).</summary>
    public static GroupRate TrueNegativeRate { get; } = High("true_negative_rate", "true negative rate", g => g.TrueNegatives, g => g.ObservedNegatives, NoUnfavorableLabel);

    /// <summary>Precision: TP / (TP + FP).</summary>
    public static GroupRate PositivePredictiveValue { get; } = Low("positive_predictive_value", "precision", g => g.TruePositives, g => g.PredictedPositives, NoFavorablePrediction) with { ZeroInAif360 = true };

    /// <summary>FP / (TP + FP).</summary>
    public static GroupRate FalseDiscoveryRate { get; } = High("false_discovery_rate", "false discovery rate", g => g.FalsePositives, g => g.PredictedPositives, NoFavorablePrediction) with { ZeroInAif360 = true };

    /// <summary>FN / (TN + FN).</summary>
    public static GroupRate FalseOmissionRate { get; } = High("false_omission_rate", "false omission rate", g => g.FalseNegatives, g => g.PredictedNegatives, NoUnfavorablePrediction) with { ZeroInAif360 = true };

    /// <summary>TN / (TN + FN).</summary>
    public static GroupRate NegativePredictiveValue { get; } = Low("negative_predictive_value", "negative predictive value", g => g.TrueNegatives, g => g.PredictedNegatives, NoUnfavorablePrediction) with { ZeroInAif360 = true };

    /// <summary>(TP + TN) / n.</summary>
    public static GroupRate Accuracy { get; } = Low("accuracy", "accuracy", g => g.TruePositives + g.TrueNegatives, g => g.Rows);

    /// <summary>(FP + FN) / n.</summary>
    public static GroupRate ErrorRate { get; } = High("error_rate", "error rate", g => g.FalsePositives + g.FalseNegatives, g => g.Rows);

    /// <summary>2 TP / (2 TP + FP + FN).</summary>
    public static GroupRate F1Score { get; } = Low(
        "f1_score", "F1 score", g => 2 * g.TruePositives, g => (2 * g.TruePositives) + g.FalsePositives + g.FalseNegatives, "has or is predicted the favourable label");

    /// <summary>Clarify's conditional acceptance: n(1) / n'(1).</summary>
    public static GroupRate ConditionalAcceptance { get; } = High("conditional_acceptance", "conditional acceptance", g => g.ObservedPositives, g => g.PredictedPositives, NoFavorablePrediction);

    /// <summary>Clarify's conditional rejection: n(0) / n'(0).</summary>
    public static GroupRate ConditionalRejection { get; } = Low("conditional_rejection", "conditional rejection", g => g.ObservedNegatives, g => g.PredictedNegatives, NoUnfavorablePrediction);

    /// <summary>Clarify's τ: FN / FP.</summary>
    public static GroupRate ErrorTreatment { get; } = High("error_treatment", "ratio of wrong rejections to wrong acceptances", g => g.FalseNegatives, g => g.FalsePositives, "is wrongly predicted favourable");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<GroupRate> All { get; } =
    [
        BaseRate, SelectionRate, TruePositiveRate, FalsePositiveRate, FalseNegativeRate, TrueNegativeRate, PositivePredictiveValue, FalseDiscoveryRate,
        FalseOmissionRate, NegativePredictiveValue, Accuracy, ErrorRate, F1Score, ConditionalAcceptance, ConditionalRejection, ErrorTreatment,
    ];

    private static readonly FrozenDictionary<string, GroupRate> ByName = All.ToFrozenDictionary(rate => rate.Name, StringComparer.Ordinal);

    /// <summary>The rate of this name, or null. recall, sensitivity, specificity and precision are other names of rates.</summary>
    public static GroupRate? Find(string name) => ByName.GetValueOrDefault(name switch
    {
        "recall" or "sensitivity" => "true_positive_rate",
        "specificity" => "true_negative_rate",
        "precision" => "positive_predictive_value",
        _ => name,
    });

    /// <summary>A rate whose group is worse off where it is lower than others'.</summary>
    private static GroupRate Low(string name, string description, Func<GroupOutcomes, double> numerator, Func<GroupOutcomes, double> denominator, string lacking = "") =>
        new(name, description, BiasStage.PostTraining, BiasReading.BelowDisfavorsGroup, numerator, denominator, lacking);

    private static GroupRate High(string name, string description, Func<GroupOutcomes, double> numerator, Func<GroupOutcomes, double> denominator, string lacking = "") =>
        new(name, description, BiasStage.PostTraining, BiasReading.AboveDisfavorsGroup, numerator, denominator, lacking);
}
