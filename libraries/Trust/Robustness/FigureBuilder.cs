using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Robustness;

/// <summary>Turns distances into the figures of a report.</summary>
internal sealed class FigureBuilder(double[] distances, RobustnessOptions options, CancellationToken cancellationToken)
{
    private const ulong ShuffleStream = 1UL << 40;

    public RobustnessFigures Of(string name, int[] members)
    {
        var own = Array.ConvertAll(members, i => distances[i]);
        Array.Sort(own);
        return new RobustnessFigures(name, own.Length, Resampled(own, Score), Resampled(own, Median), Share(own, double.IsFinite),
            [.. options.Points.Select(epsilon => new RobustnessPoint(epsilon, Share(own, distance => distance > epsilon)))]);
    }

    /// <summary>The figures of every code that has rows.</summary>
    public IReadOnlyList<RobustnessFigures> ByCode(IReadOnlyList<int> codes, IReadOnlyList<string> names) =>
    [
        .. names.Select((name, code) => (name, Members: Enumerable.Range(0, distances.Length).Where(i => codes[i] == code).ToArray()))
            .Where(group => group.Members.Length > 0).Select(group => Of(group.name, group.Members)),
    ];

    /// <summary>The widest difference between the scores of two groups, and how often shuffled groups differ as much.</summary>
    public RobustnessGap Gap(IReadOnlyList<RobustnessFigures> groups, IReadOnlyList<int> memberships)
    {
        var easiest = groups.MinBy(group => group.Score.Value.Value)!;
        var hardest = groups.MaxBy(group => group.Score.Value.Value)!;
        var difference = hardest.Score.Value.Value!.Value - easiest.Score.Value.Value!.Value;

        var grouped = Enumerable.Range(0, distances.Length).Where(i => memberships[i] >= 0).ToArray();
        var values = Array.ConvertAll(grouped, i => Math.Min(distances[i], options.Reach) / options.Reach);
        var codes = Array.ConvertAll(grouped, i => memberships[i]);
        var atLeast = 0;
        for (var k = 0; k < options.Bootstrap.Resamples; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            new SeededRandom(options.Bootstrap.Seed, ShuffleStream + (ulong)k).Shuffle<double>(values);
            if (Widest(values, codes) >= difference - 1e-12) atLeast++;
        }

        return new RobustnessGap(easiest.Name, hardest.Name, difference, (atLeast + 1.0) / (options.Bootstrap.Resamples + 1));
    }

    private MetricOutcome Score(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += Math.Min(value, options.Reach);
        return MetricOutcome.Of(sum / (values.Length * options.Reach));
    }

    private static MetricOutcome Median(double[] sorted)
    {
        double low = sorted[(sorted.Length - 1) / 2], high = sorted[sorted.Length / 2];
        return double.IsFinite(high) ? MetricOutcome.Of((low + high) / 2) : MetricOutcome.Undefined("Half of the rows or more withstood every attack.");
    }

    private BootstrapInterval Resampled(double[] own, Func<double[], MetricOutcome> metric)
    {
        var resamples = new double?[options.Bootstrap.Resamples];
        FixedBlocks.For(resamples.Length, 64, options.Bootstrap.Threads, (_, from, to) =>
        {
            var drawn = new double[own.Length];
            for (var k = from; k < to; k++)
            {
                var random = new SeededRandom(options.Bootstrap.Seed, (ulong)k);
                for (var i = 0; i < drawn.Length; i++) drawn[i] = own[random.NextInt32(own.Length)];
                Array.Sort(drawn);
                resamples[k] = metric(drawn).Value;
            }
        }, cancellationToken);
        return BootstrapIntervals.Of(metric(own), resamples, LeaveOneOut(own, metric), options.Bootstrap);
    }

    /// <summary>The metric without each row: what intervals that correct for skewness need.</summary>
    private (double Rows, double? Value)[] LeaveOneOut(double[] own, Func<double[], MetricOutcome> metric) =>
        options.Bootstrap.Kind != IntervalKind.BiasCorrected || own.Length < 2 ? [] : [.. own.Select((_, i) => (1.0, metric([.. own[..i], .. own[(i + 1)..]]).Value))];

    private static double Widest(double[] values, int[] codes)
    {
        var groups = codes.Max() + 1;
        double[] sums = new double[groups], counts = new double[groups];
        for (var i = 0; i < values.Length; i++)
        {
            sums[codes[i]] += values[i];
            counts[codes[i]]++;
        }

        var means = Enumerable.Range(0, groups).Where(code => counts[code] > 0).Select(code => sums[code] / counts[code]).ToArray();
        return means.Max() - means.Min();
    }

    private static double Share(double[] values, Predicate<double> condition) => (double)values.Count(value => condition(value)) / values.Length;
}
