using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Bias;

/// <summary>Seeded bootstrap intervals of anything that is computed from a table of outcomes.</summary>
/// <remarks>
/// Metrics see rows only through the table's cells, and drawing n rows with replacement gives cells that are multinomial in n and the
/// cells' shares. So the cells are drawn instead of the rows: the same distribution, in a time that does not depend on the rows. With
/// weights, a cell's drawn rows get a total weight from the gamma distribution that has the mean and the variance of that many draws
/// among the cell's rows: exact where a cell's rows weigh alike (as after reweighing), an approximation elsewhere.
/// </remarks>
public static class Bootstrap
{
    private const int ResamplesPerBlock = 16;

    /// <summary>Intervals of several metrics from the same resamples.</summary>
    /// <param name="table">The counts of the data.</param>
    /// <param name="metrics">The metrics of a table; always as many. It may be called from several threads at once.</param>
    /// <param name="options">How many resamples, which interval, seed, threads.</param>
    /// <exception cref="ArgumentException">The table counts scores, or has no rows.</exception>
    public static IReadOnlyList<BootstrapInterval> Of(
        OutcomeTable table, Func<OutcomeTable, IReadOnlyList<MetricOutcome>> metrics, BootstrapOptions options, CancellationToken cancellationToken)
    {
        options.Require();
        if (table.IsExpected) throw new ArgumentException("A table of scores cannot be resampled: its rows lie in two cells each.", nameof(table));
        if (!table.Tallies.Counts.Any(count => count > 0)) throw new ArgumentException("The table has no rows to draw from.", nameof(table));
        var values = metrics(table);
        var resamples = new IReadOnlyList<MetricOutcome>[options.Resamples];
        FixedBlocks.For(options.Resamples, ResamplesPerBlock, options.Threads, (_, from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                resamples[i] = metrics(table.WithCells(CellResampler.Draw(table.Tallies, new SeededRandom(options.Seed, (ulong)i))));
            }
        }, cancellationToken);

        var leftOut = options.Kind == IntervalKind.BiasCorrected ? LeaveOneOut(table, metrics) : [];
        return [.. values.Select((value, metric) => BootstrapIntervals.Of(
            value, [.. resamples.Select(resample => resample[metric].Value)], [.. leftOut.Select(item => (item.Rows, item.Values[metric].Value))], options))];
    }

    /// <summary>Intervals of metrics of one group against the rest.</summary>
    public static IReadOnlyList<BootstrapInterval> Of(
        OutcomeTable table, bool[] group, bool[] favorable, IReadOnlyList<BiasMetric> metrics, BootstrapOptions options, CancellationToken cancellationToken) =>
        Of(table, resample =>
        {
            var comparison = resample.Compare(group, favorable);
            return [.. metrics.Select(metric => metric.Compute(comparison))];
        }, options, cancellationToken);

    /// <summary>The metrics without one row (of the cell's mean weight), once per cell, with the rows for which that stands.</summary>
    private static (double Rows, IReadOnlyList<MetricOutcome> Values)[] LeaveOneOut(OutcomeTable table, Func<OutcomeTable, IReadOnlyList<MetricOutcome>> metrics) =>
    [
        .. Enumerable.Range(0, table.Cells.Length).Where(cell => table.Tallies.Counts[cell] > 0).Select(cell =>
        {
            var cells = (double[])table.Cells.Clone();
            var rows = table.Tallies.Counts[cell];
            cells[cell] = rows == 1 ? 0 : cells[cell] * ((rows - 1) / rows);
            return (rows, metrics(table.WithCells(cells)));
        }),
    ];
}
