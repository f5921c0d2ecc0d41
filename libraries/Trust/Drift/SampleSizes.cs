namespace MlPlatform.Trust.Drift;

/// <summary>How many rows two samples have that are counted in the same categories or buckets.</summary>
internal static class SampleSizes
{
    /// <exception cref="ArgumentException">The counts are of different categories, or a sample has no rows.</exception>
    public static (double First, double Second) Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length, nameof(second));
        double n = 0, m = 0;
        foreach (var count in first) n += count;
        foreach (var count in second) m += count;
        return n == 0 || m == 0 ? throw new ArgumentException("Both samples must have rows.", nameof(second)) : (n, m);
    }
}
