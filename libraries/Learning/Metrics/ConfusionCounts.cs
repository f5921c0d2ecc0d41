namespace MlPlatform.Learning.Metrics;

/// <summary>The weights of the four outcomes of yes-or-no answers. A figure whose denominator is zero is NaN.</summary>
/// <param name="TruePositives">Ones answered 1.</param>
/// <param name="FalsePositives">Zeros answered 1.</param>
/// <param name="TrueNegatives">Zeros answered 0.</param>
/// <param name="FalseNegatives">Ones answered 0.</param>
public readonly record struct ConfusionCounts(double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives)
{
    public double Total => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    public double Accuracy => (TruePositives + TrueNegatives) / Total;

    public double Error => (FalsePositives + FalseNegatives) / Total;

    /// <summary>The mean of recall and specificity.</summary>
    public double BalancedAccuracy => (Recall + Specificity) / 2;

    public double Precision => TruePositives / (TruePositives + FalsePositives);

    public double Recall => TruePositives / (TruePositives + FalseNegatives);

    public double Specificity => TrueNegatives / (TrueNegatives + FalsePositives);

    public double F1 => FBeta(1);

    /// <summary>Matthews' correlation between answers and labels.</summary>
    public double MatthewsCorrelation
    {
        get
        {
            var answered = (TruePositives + FalsePositives) * (TrueNegatives + FalseNegatives);
            var labelled = (TruePositives + FalseNegatives) * (TrueNegatives + FalsePositives);
            return ((TruePositives * TrueNegatives) - (FalsePositives * FalseNegatives)) / (Math.Sqrt(answered) * Math.Sqrt(labelled));
        }
    }

    /// <summary>Cohen's kappa: the agreement beyond what chance gives.</summary>
    public double Kappa
    {
        get
        {
            var chance = (((TruePositives + FalsePositives) * (TruePositives + FalseNegatives))
                + ((TrueNegatives + FalseNegatives) * (TrueNegatives + FalsePositives))) / (Total * Total);
            return (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>Precision and recall in one, recall counting <paramref name="beta"/> times as much.</summary>
    public double FBeta(double beta)
    {
        var square = beta * beta;
        return (1 + square) * TruePositives / (((1 + square) * TruePositives) + (square * FalseNegatives) + FalsePositives);
    }

    /// <param name="scores">Scores of class 1.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">One per row, or empty for one each.</param>
    /// <param name="threshold">A score at or above it answers 1.</param>
    public static ConfusionCounts Of(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double threshold = 0.5)
    {
        MetricMath.CheckLengths(scores.Length, labels.Length, weights.Length);
        double tp = 0, fp = 0, tn = 0, fn = 0;
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
        }

        return new ConfusionCounts(tp, fp, tn, fn);
    }
}
