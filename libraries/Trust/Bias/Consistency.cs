namespace MlPlatform.Trust.Bias;

/// <summary>Individual fairness: do rows that are alike have like labels (Zemel et al. 2013)?</summary>
public static class Consistency
{
    /// <summary>1 − 1/n Σ_i |y_i − mean of y over the k rows nearest to i|; the row itself is among them, as in AIF360.</summary>
    /// <param name="features">One row per label.</param>
    /// <param name="labels">Labels or predictions: 0 and 1, or numbers.</param>
    /// <param name="neighbors">k; AIF360's default is 5.</param>
    public static MetricOutcome Of(FeatureRows features, double[] labels, int neighbors, int threads, CancellationToken cancellationToken)
    {
        features.Require(labels.Length);
        if (labels.Length < neighbors) return MetricOutcome.Undefined($"there are {labels.Length} rows, fewer than {neighbors} neighbours");
        var nearest = NearestNeighbors.Find(features.Values, features.Values, features.Width, neighbors, threads, cancellationToken);
        var sum = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var mean = 0.0;
            foreach (var place in nearest.AsSpan(row * neighbors, neighbors)) mean += labels[place];
            sum += Math.Abs(labels[row] - (mean / neighbors));
        }

        return MetricOutcome.Of(1 - (sum / labels.Length));
    }
}
