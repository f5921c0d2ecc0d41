using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Mitigation;

/// <summary>A group's weighted counts under answers that may be left to chance; each row counts by its chance.</summary>
/// <param name="Positives">Σ w of rows with the favourable label.</param>
/// <param name="Negatives">Σ w of the others.</param>
/// <param name="TruePositives">Σ w·p over rows with the favourable label, p the chance of the favourable answer.</param>
/// <param name="FalsePositives">Σ w·p over the others.</param>
public readonly record struct AnswerCounts(double Positives, double Negatives, double TruePositives, double FalsePositives)
{
    public double Total => Positives + Negatives;

    /// <summary>TP / P.</summary>
    public MetricOutcome TruePositiveRate => MetricOutcome.Ratio(TruePositives, Positives, "no row has the favourable label");

    /// <summary>FP / N.</summary>
    public MetricOutcome FalsePositiveRate => MetricOutcome.Ratio(FalsePositives, Negatives, "no row has the unfavourable label");

    /// <summary>(TP + FP) / n.</summary>
    public MetricOutcome SelectionRate => MetricOutcome.Ratio(TruePositives + FalsePositives, Total, "there are no rows");

    /// <summary>(TP + N − FP) / n.</summary>
    public MetricOutcome Accuracy => MetricOutcome.Ratio(TruePositives + Negatives - FalsePositives, Total, "there are no rows");

    /// <summary>The counts of every group.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="chances">The chance of the favourable answer, per row.</param>
    public static AnswerCounts[] Of(GroupedLabels data, ReadOnlySpan<double> chances)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(chances.Length, data.Rows, nameof(chances));
        var rates = new AnswerCounts[data.GroupCount];
        for (var row = 0; row < chances.Length; row++)
        {
            ref var rate = ref rates[data.Groups[row]];
            var weight = data.Weights[row];
            rate += data.Favorable[row] ? new AnswerCounts(weight, 0, weight * chances[row], 0) : new AnswerCounts(0, weight, 0, weight * chances[row]);
        }

        return rates;
    }

    public static AnswerCounts operator +(AnswerCounts left, AnswerCounts right) => new(
        left.Positives + right.Positives, left.Negatives + right.Negatives,
        left.TruePositives + right.TruePositives, left.FalsePositives + right.FalsePositives);
}
