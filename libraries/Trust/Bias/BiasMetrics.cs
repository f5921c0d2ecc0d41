using System.Collections.Frozen;

namespace MlPlatform.Trust.Bias;

/// <summary>Every bias metric by name, in the order in which reports show them.</summary>
public static class BiasMetrics
{
    /// <summary>Metrics of the labels alone.</summary>
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

    /// <summary>Metrics of a model's predictions.</summary>
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

    private static readonly FrozenDictionary<string, BiasMetric> ByName =
        PreTraining.Concat(PostTraining).ToFrozenDictionary(metric => metric.Name, StringComparer.Ordinal);

    /// <summary>The metric of this name (DCA is accepted for DCAcc), or null.</summary>
    public static BiasMetric? Find(string name) => ByName.GetValueOrDefault(name == "DCA" ? "DCAcc" : name);

    private static BiasMetric Label(string name, string description, BiasReading reading, Func<FacetComparison, MetricOutcome> formula) =>
        new(name, description, BiasStage.PreTraining, 0, reading, formula);

    private static BiasMetric Prediction(string name, string description, BiasReading reading, Func<FacetComparison, MetricOutcome> formula) =>
        new(name, description, BiasStage.PostTraining, 0, reading, formula);
}
