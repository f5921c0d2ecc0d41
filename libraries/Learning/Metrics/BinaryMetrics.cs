namespace MlPlatform.Learning.Metrics;

/// <summary>How well scores separate two classes. Undefined figures are NaN: AUC with one class, precision without positive answers.</summary>
public sealed record BinaryMetrics(ConfusionCounts Confusion, double Auc, double LogLoss)
{
    public double Accuracy => Confusion.Accuracy;

    public double Precision => Confusion.Precision;

    public double Recall => Confusion.Recall;

    public double F1 => Confusion.F1;

    public double TruePositives => Confusion.TruePositives;

    public double FalsePositives => Confusion.FalsePositives;

    public double TrueNegatives => Confusion.TrueNegatives;

    public double FalseNegatives => Confusion.FalseNegatives;

    /// <param name="scores">Probabilities of class 1.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">One per row, or empty for one each.</param>
    /// <param name="threshold">A score at or above it answers 1.</param>
    public static BinaryMetrics Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double threshold = 0.5) => new(
        ConfusionCounts.Of(scores, labels, weights, threshold),
        RocAuc(scores, labels, weights),
        ProbabilityMetrics.LogLoss(scores, labels, weights));

    /// <summary>The share of pairs of a 1 and a 0 that the scores put in order; a tie counts half.</summary>
    public static double RocAuc(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        RankedScores.Of(scores, labels, weights).RocAuc;
}
