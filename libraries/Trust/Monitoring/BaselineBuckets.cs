using MlPlatform.Tables.Statistics;
using MlPlatform.Trust.Drift;

namespace MlPlatform.Trust.Monitoring;

/// <summary>A baseline's distribution of numbers, as fine as its statistics tell: by the items of the sketch, else by the buckets.</summary>
internal static class BaselineBuckets
{
    public static Buckets? Of(NumericalStatistics statistics) => statistics.Distribution?.Kll switch
    {
        { Sketch.Data: { Count: > 0 } levels } when levels.Any(level => level.Count > 0) => OfSketch(levels),
        { Buckets: { Count: > 0 } buckets } => new Buckets([.. buckets.Skip(1).Select(bucket => bucket.LowerBound)], [.. buckets.Select(bucket => bucket.Count)]),
        _ => null,
    };

    /// <summary>An item of level h stands for 2^h values; every distinct item opens a bucket of its own.</summary>
    private static Buckets OfSketch(IReadOnlyList<IReadOnlyList<double>> levels)
    {
        var weights = new SortedDictionary<double, double>();
        for (var level = 0; level < levels.Count; level++)
        {
            foreach (var item in levels[level]) weights[item] = weights.GetValueOrDefault(item) + Math.Pow(2, level);
        }

        // Nothing of the baseline lies below its least item, so that bucket is empty.
        return new Buckets([.. weights.Keys], [0, .. weights.Values]);
    }
}
