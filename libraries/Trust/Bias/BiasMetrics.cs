using System.Collections.Frozen;

namespace MlPlatform.Trust.Bias;

/// <summary>Every bias metric of two sides by name. Clarify's come in the order in which reports show them.</summary>
/// <remarks>Metrics of all groups at once are in <see cref="GroupsMetrics"/>; conditional ones in <see cref="ConditionalDisparity"/>, those that look at neighbours in <see cref="FlipTest"/> and <see cref="Consistency"/>.</remarks>
public static class BiasMetrics
{
    /// <summary>Clarify's metrics of the labels alone.</summary>
    public static IReadOnlyList<BiasMetric> PreTraining { get; } =
    [
        Label("CI", "Class Imbalance (CI)", BiasReading.AboveDisfavorsGroup, LabelBias.ClassImbalance),
        Label("DPL", "Difference in Positive Proportions in Labels (DPL)", BiasReading.AboveDisfavorsGroup, LabelBias.DifferenceInProportions),
        Label("JS", "Jensen-Shannon Divergence (JS)", BiasReading.Distance, LabelBias.JensenShannon),
        Label("KL", "Kullback-Leibler Divergence (KL)", BiasReading.Distance, LabelBias.KullbackLeibler),
        Label("KS", "Kolmogorov-Smirnov Distance (KS)", BiasReading.Distance, LabelBias.KolmogorovSmirnov),
        Label("LP", "L-p Norm (LP)", BiasReading.Distance, LabelBias.EuclideanNorm),
        Label("TVD", "Total Variation Distance (TVD)", BiasReading.Distance, LabelBias.TotalVariation),
    ];

    /// <summary>Clarify's metrics of a model's predictions.</summary>
    public static IReadOnlyList<BiasMetric> PostTraining { get; } =
    [
        Prediction("AD", "Accuracy Difference (AD)", BiasReading.AboveDisfavorsGroup, PredictionBias.AccuracyDifference),
        Prediction("DAR", "Difference in Acceptance Rates (DAR)", BiasReading.AboveDisfavorsGroup, PredictionBias.AcceptanceRates),
        Prediction("DCAcc", "Difference in Conditional Acceptance (DCAcc)", BiasReading.BelowDisfavorsGroup, PredictionBias.ConditionalAcceptance),
        Prediction("DCR", "Difference in Conditional Rejection (DCR)", BiasReading.BelowDisfavorsGroup, PredictionBias.ConditionalRejection),
        Prediction("DI", "Disparate Impact (DI)", BiasReading.BelowDisfavorsGroup, PredictionBias.DisparateImpact) with { Ideal = 1 },
        Prediction("DPPL", "Difference in Positive Proportions in Predicted Labels (DPPL)", BiasReading.AboveDisfavorsGroup, PredictionBias.DifferenceInProportions),
        Prediction("DRR", "Difference in Rejection Rates (DRR)", BiasReading.BelowDisfavorsGroup, PredictionBias.RejectionRates),
        Prediction("GE", "Generalized Entropy (GE)", BiasReading.Distance, PredictionBias.GeneralizedEntropy),
        Prediction("RD", "Recall Difference (RD)", BiasReading.AboveDisfavorsGroup, PredictionBias.RecallDifference),
        Prediction("SD", "Specificity Difference (SD)", BiasReading.AboveDisfavorsGroup, PredictionBias.SpecificityDifference),
        Prediction("TE", "Treatment Equality (TE)", BiasReading.AboveDisfavorsGroup, PredictionBias.TreatmentEquality),
    ];

    /// <summary>Clarify's and AIF360's.</summary>
    public static IReadOnlyList<BiasMetric> All { get; } = [.. PreTraining, .. PostTraining, .. RateMetrics.All];

    private static readonly FrozenDictionary<string, BiasMetric> ByName = All.ToFrozenDictionary(metric => metric.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DCA"] = "DCAcc",
        ["mean_difference"] = "base_rate_difference",
        ["statistical_parity_difference"] = "selection_rate_difference",
        ["disparate_impact"] = "selection_rate_ratio",
        ["equal_opportunity_difference"] = "true_positive_rate_difference",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The metric of this name, or of this other name of a metric (DCA, disparate_impact, ...); null where there is none.</summary>
    public static BiasMetric? Find(string name) => ByName.GetValueOrDefault(OtherNames.GetValueOrDefault(name, name));

    private static BiasMetric Label(string name, string description, BiasReading reading, Func<FacetComparison, MetricOutcome> formula) =>
        new(name, description, BiasStage.PreTraining, 0, reading, formula);

    private static BiasMetric Prediction(string name, string description, BiasReading reading, Func<FacetComparison, MetricOutcome> formula) =>
        new(name, description, BiasStage.PostTraining, 0, reading, formula);
}
