namespace MlPlatform.Learning.Metrics;

/// <summary>How near predictions come to numbers. R2 is NaN where the labels do not vary.</summary>
public sealed record RegressionMetrics(double MeanSquaredError, double MeanAbsoluteError, double R2)
{
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    public static RegressionMetrics Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        if (predictions.Length != labels.Length) throw new ArgumentException($"{predictions.Length} predictions for {labels.Length} labels.");
        double total = 0, squared = 0, absolute = 0, mean = 0, spread = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0) continue;
            var error = predictions[i] - labels[i];
            total += weight;
            squared += weight * error * error;
            absolute += weight * Math.Abs(error);
            var delta = labels[i] - mean;
            mean += delta * weight / total;
            spread += weight * delta * (labels[i] - mean);
        }

        return new RegressionMetrics(squared / total, absolute / total, spread > 0 ? 1 - (squared / spread) : double.NaN);
    }
}
