namespace MlPlatform.Learning.Metrics;

/// <summary>Mean errors of predictions for special kinds of labels. NaN without rows or weight.</summary>
public static class RegressionErrors
{
    /// <summary>The error of one row.</summary>
    private delegate double RowError(double prediction, double label);

    /// <summary>The middle of the absolute errors; with weights, the smallest that at least half of the weight reaches.</summary>
    public static double MedianAbsolute(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(predictions.Length, labels.Length, weights.Length);
        var errors = new double[labels.Length];
        for (var i = 0; i < errors.Length; i++) errors[i] = Math.Abs(predictions[i] - labels[i]);
        return weights.IsEmpty ? MetricMath.Median(errors) : MetricMath.WeightedQuantile(errors, weights, 0.5);
    }

    /// <summary>The mean of |error| / |label|; a label of 0 counts as 2⁻⁵².</summary>
    public static double MeanAbsolutePercentage(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Mean(predictions, labels, weights, (p, y) => Math.Abs(p - y) / Math.Max(Math.Abs(y), MetricMath.SmallestProbability));

    /// <summary>The mean of 2 |error| / (|prediction| + |label|), between 0 and 2; a row where both are 0 has none.</summary>
    public static double SymmetricAbsolutePercentage(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Mean(predictions, labels, weights, (p, y) => p == y ? 0 : 2 * Math.Abs(p - y) / (Math.Abs(p) + Math.Abs(y)));

    /// <summary>The root of the mean squared difference of ln(1 + value).</summary>
    public static double RootMeanSquaredLog(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Math.Sqrt(Mean(predictions, labels, weights, (p, y) => Square(Math.Log(1 + p) - Math.Log(1 + y))));

    /// <summary>Twice the mean log-likelihood that a Poisson distribution loses; predictions above 0, labels not below.</summary>
    public static double PoissonDeviance(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Mean(predictions, labels, weights, (p, y) => 2 * ((y > 0 ? y * Math.Log(y / p) : 0) - y + p));

    /// <summary>Twice the mean log-likelihood that a gamma distribution loses; predictions and labels above 0.</summary>
    public static double GammaDeviance(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Mean(predictions, labels, weights, (p, y) => 2 * (Math.Log(p / y) + (y / p) - 1));

    /// <summary>The mean negative logarithm of a Poisson likelihood.</summary>
    public static double PoissonLogLoss(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Mean(predictions, labels, weights, (p, y) => p - (y * Math.Log(Math.Max(p, 1e-16))) + LogGamma.Of(y + 1));

    /// <summary>The mean negative logarithm of a gamma likelihood of shape 1.</summary>
    public static double GammaLogLoss(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Mean(predictions, labels, weights, (p, y) => (y / p) + Math.Log(p));

    /// <summary>The mean negative logarithm of a Tweedie likelihood, up to what the predictions do not change; the power lies between 1 and 2.</summary>
    public static double TweedieLogLoss(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double power = 1.5) =>
        Mean(predictions, labels, weights, (p, y) => (-y * Math.Pow(p, 1 - power) / (1 - power)) + (Math.Pow(p, 2 - power) / (2 - power)));

    /// <summary>The mean loss of a quantile: too low costs <paramref name="quantile"/>, too high the rest.</summary>
    public static double Pinball(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double quantile = 0.5) =>
        Mean(predictions, labels, weights, (p, y) => y >= p ? quantile * (y - p) : (1 - quantile) * (p - y));

    /// <summary>The mean of half the squared error up to <paramref name="slope"/>, and beyond it a straight line.</summary>
    public static double Huber(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double slope = 1) =>
        Mean(predictions, labels, weights, (p, y) => Math.Abs(p - y) <= slope ? Square(p - y) / 2 : slope * (Math.Abs(p - y) - (slope / 2)));

    /// <summary>The mean of slope² (√(1 + (error / slope)²) − 1).</summary>
    public static double PseudoHuber(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double slope = 1) =>
        Mean(predictions, labels, weights, (p, y) => slope * slope * (Math.Sqrt(1 + Square((p - y) / slope)) - 1));

    private static double Mean(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, RowError error)
    {
        MetricMath.CheckLengths(predictions.Length, labels.Length, weights.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0) continue;
            sum += weight * error(predictions[i], labels[i]);
            total += weight;
        }

        return sum / total;
    }

    private static double Square(double value) => value * value;
}
