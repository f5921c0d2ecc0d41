namespace MlPlatform.Trust.Drift.Models;

/// <summary>The normal bootstrap interval: estimate ± z_(1−α/2) · s, with s the deviation of the metric over resampled data (divisor B − 1).</summary>
/// <remarks>Efron and Tibshirani (1993), chapter 12; what Clarify's bias monitor uses.</remarks>
public static class NormalBootstrap
{
    /// <param name="estimate">The metric of the data itself.</param>
    /// <param name="replicates">The metric of each resample; at least two.</param>
    /// <param name="confidence">1 − α, between 0 and 1.</param>
    public static ConfidenceInterval Interval(double estimate, ReadOnlySpan<double> replicates, double confidence = 0.95) =>
        Interval(estimate, Deviation(replicates), confidence);

    /// <param name="estimate">The metric of the data itself.</param>
    /// <param name="deviation">Its standard error by a bootstrap.</param>
    /// <param name="confidence">1 − α, between 0 and 1.</param>
    public static ConfidenceInterval Interval(double estimate, double deviation, double confidence = 0.95)
    {
        var half = NormalQuantile.TwoSided(confidence) * deviation;
        return new ConfidenceInterval(estimate, estimate - half, estimate + half);
    }

    /// <summary>The standard deviation of replicates, with divisor B − 1: the standard error of the metric.</summary>
    public static double Deviation(ReadOnlySpan<double> replicates)
    {
        if (replicates.Length < 2) throw new ArgumentException("A deviation takes at least two resamples.", nameof(replicates));
        var mean = 0.0;
        foreach (var replicate in replicates) mean += replicate / replicates.Length;
        var squares = 0.0;
        foreach (var replicate in replicates) squares += (replicate - mean) * (replicate - mean);
        return Math.Sqrt(squares / (replicates.Length - 1));
    }
}
