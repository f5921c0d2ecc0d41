using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Drift.Models;

/// <summary>By how much a metric of the current rows differs from that of the baseline's, with a percentile bootstrap interval. It needs no formula of the metric's variance.</summary>
/// <remarks>
/// Both samples are drawn anew, independently, with replacement; resample b draws from stream b of the seed, so the interval does not
/// depend on how many threads there are. Resamples in which a metric has no value are left out.
/// </remarks>
public static class MetricDifference
{
    private const int ResamplesPerBlock = 8;

    /// <summary>current − baseline.</summary>
    /// <exception cref="TrustException">A metric has no value on the data itself, or in more than half of the resamples.</exception>
    public static ConfidenceInterval Interval(MetricSample baseline, MetricSample current, ResamplingOptions options, CancellationToken cancellationToken)
    {
        var estimate = (current.OfAll() - baseline.OfAll())
            ?? throw new TrustException("The metric has no value on the baseline or on the current rows.");
        var differences = new double?[options.Resamples];
        FixedBlocks.For(options.Resamples, ResamplesPerBlock, options.Threads, (_, start, end) =>
        {
            var (mine, its) = (new int[baseline.Rows], new int[current.Rows]);
            for (var resample = start; resample < end; resample++)
            {
                var random = new SeededRandom(options.Seed, (ulong)resample);
                differences[resample] = -baseline.Resample(mine, random) + current.Resample(its, random);
            }
        }, cancellationToken);
        double[] found = [.. differences.OfType<double>().Order()];
        if (2 * found.Length < options.Resamples) throw new TrustException($"The metric has a value in only {found.Length} of {options.Resamples} resamples.");
        var tail = (1 - options.Confidence) / 2;
        return new ConfidenceInterval(estimate, SampleStatistics.Quantile(found, tail), SampleStatistics.Quantile(found, 1 - tail));
    }
}

/// <summary>Rows and a metric over some of them.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Metric">The metric of the rows with these numbers, which may repeat; null where it has no value. It may be called from several threads at once.</param>
public sealed record MetricSample(int Rows, RowMetric Metric)
{
    internal double? OfAll()
    {
        var rows = new int[Rows];
        for (var row = 0; row < Rows; row++) rows[row] = row;
        return Metric(rows);
    }

    internal double? Resample(int[] rows, SeededRandom random)
    {
        for (var i = 0; i < rows.Length; i++) rows[i] = random.NextInt32(Rows);
        return Metric(rows);
    }
}

/// <summary>A metric of the rows with these numbers; null where it has no value.</summary>
public delegate double? RowMetric(ReadOnlySpan<int> rows);

/// <summary>How often is resampled, and how.</summary>
public sealed record ResamplingOptions
{
    public int Resamples { get; init; } = 1000;

    public double Confidence { get; init; } = 0.95;

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;
}
