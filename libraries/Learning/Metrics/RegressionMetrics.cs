namespace MlPlatform.Learning.Metrics;

/// <summary>How near predictions come to numbers. NaN without rows or weight.</summary>
public sealed record RegressionMetrics
{
    public required double MeanSquaredError { get; init; }

    public required double MeanAbsoluteError { get; init; }

    /// <summary>1 − squared error / spread of the labels; NaN where the labels do not vary.</summary>
    public required double R2 { get; init; }

    /// <summary>As <see cref="R2"/>, with the mean error taken out.</summary>
    public required double ExplainedVariance { get; init; }

    public required double MaximumError { get; init; }

    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    public static RegressionMetrics Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(predictions.Length, labels.Length, weights.Length);
        double total = 0, squared = 0, absolute = 0, most = double.NaN;
        var label = new Spread();
        var errors = new Spread();
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0) continue;
            var error = labels[i] - predictions[i];
            total += weight;
            squared += weight * error * error;
            absolute += weight * Math.Abs(error);
            if (!(Math.Abs(error) <= most)) most = Math.Abs(error);
            label.Add(labels[i], weight);
            errors.Add(error, weight);
        }

        return new RegressionMetrics
        {
            MeanSquaredError = squared / total,
            MeanAbsoluteError = absolute / total,
            R2 = label.Squares > 0 ? 1 - (squared / label.Squares) : double.NaN,
            ExplainedVariance = label.Squares > 0 ? 1 - (errors.Squares / label.Squares) : double.NaN,
            MaximumError = most,
        };
    }

    /// <summary>Welford's running weighted mean and sum of squared distances from it.</summary>
    private struct Spread
    {
        private double total;
        private double mean;

        public double Squares { get; private set; }

        public void Add(double value, double weight)
        {
            total += weight;
            var delta = value - mean;
            mean += delta * weight / total;
            Squares += weight * delta * (value - mean);
        }
    }
}
