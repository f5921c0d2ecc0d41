namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>A figure and where 95 of 100 resampled figures lie.</summary>
/// <param name="Value">The mean over the splits.</param>
/// <param name="Low">The 2.5th percentile over splits and resamples of their held-out rows.</param>
/// <param name="High">The 97.5th percentile.</param>
public sealed record Estimate(double Value, double Low, double High)
{
    private const double Tail = 0.025;

    /// <summary>Null where a split, or half of the resamples, has no value.</summary>
    internal static Estimate? Of(IReadOnlyList<double?> splits, IReadOnlyList<double?> resamples)
    {
        if (splits.Count == 0 || splits.Any(value => value is null)) return null;
        double[] values = [.. resamples.OfType<double>().Order()];
        if (2 * values.Length < resamples.Count) return null;
        var mean = splits.OfType<double>().Average();
        return values.Length == 0 ? new Estimate(mean, mean, mean) : new Estimate(mean, SampleStatistics.Quantile(values, Tail), SampleStatistics.Quantile(values, 1 - Tail));
    }
}
