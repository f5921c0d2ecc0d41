namespace MlPlatform.Learning.Metrics;

/// <summary>How well scores separate two classes. Undefined figures are NaN: AUC with one class, precision without positive answers.</summary>
public sealed record BinaryMetrics(
    double Accuracy, double Auc, double LogLoss, double Precision, double Recall, double F1,
    double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives)
{
    private const double SmallestProbability = 1e-15;

    /// <param name="scores">Probabilities of class 1.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">One per row, or empty for one each.</param>
    /// <param name="threshold">A score at or above it answers 1.</param>
    public static BinaryMetrics Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double threshold = 0.5)
    {
        if (scores.Length != labels.Length) throw new ArgumentException($"{scores.Length} scores for {labels.Length} labels.");
        double tp = 0, fp = 0, tn = 0, fn = 0, loss = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var answer = scores[i] >= threshold;
            if (labels[i] == 1)
            {
                if (answer) tp += weight;
                else fn += weight;
            }
            else if (answer) fp += weight;
            else tn += weight;

            var probability = labels[i] == 1 ? scores[i] : 1 - scores[i];
            loss -= weight * Math.Log(Math.Max(probability, SmallestProbability));
        }

        var total = tp + fp + tn + fn;
        return new BinaryMetrics(
            (tp + tn) / total, RocAuc(scores, labels, weights), loss / total,
            tp / (tp + fp), tp / (tp + fn), 2 * tp / ((2 * tp) + fp + fn), tp, fp, tn, fn);
    }

    /// <summary>The share of pairs of a 1 and a 0 that the scores put in order; a tie counts half.</summary>
    public static double RocAuc(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(scores.ToArray(), order);

        double ordered = 0, zerosBelow = 0, ones = 0;
        for (var start = 0; start < order.Length;)
        {
            double tiedZeros = 0, tiedOnes = 0;
            var end = start;
            for (; end < order.Length && scores[order[end]] == scores[order[start]]; end++)
            {
                var weight = weights.IsEmpty ? 1 : weights[order[end]];
                if (labels[order[end]] == 1) tiedOnes += weight;
                else tiedZeros += weight;
            }

            if (end == start) return double.NaN;
            ordered += tiedOnes * (zerosBelow + (0.5 * tiedZeros));
            zerosBelow += tiedZeros;
            ones += tiedOnes;
            start = end;
        }

        return ordered / (ones * zerosBelow);
    }
}
