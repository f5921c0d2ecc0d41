using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Bias;

/// <summary>How bad the worst of so many intersections would be by chance alone.</summary>
/// <remarks>
/// The null hypothesis: label and prediction do not depend on the facets. Every group of the whole table keeps its size and draws its
/// outcomes from those of all rows; then the same search runs. The worst of it is what the search finds where there is nothing to find,
/// so the p-value answers for all intersections that were tried.
/// </remarks>
public static class IntersectionChance
{
    private const int DrawsPerBlock = 8;

    /// <summary>(1 + the draws whose worst is at least as bad) / (1 + draws); null where the search finds nothing.</summary>
    /// <param name="table">The counts, without weights.</param>
    /// <param name="favorable">By label code: whether the label is the favourable outcome.</param>
    /// <param name="metric">By what the search judges.</param>
    /// <param name="options">The search.</param>
    /// <param name="chance">How many draws (Resamples), their seed and threads.</param>
    /// <exception cref="ArgumentException">The table has weights or scores: their chance would need the rows.</exception>
    public static double? PValue(
        OutcomeTable table, bool[] favorable, BiasMetric metric, IntersectionSearchOptions options, BootstrapOptions chance, CancellationToken cancellationToken)
    {
        chance.Require();
        if (table.Tallies.Weights is not null) throw new ArgumentException("The chance of the worst intersection is known for rows that count once each.", nameof(table));
        var search = options with { Top = 1 };
        if (IntersectionSearch.Find(table, favorable, metric, search, cancellationToken).Worst is not [{ Severity: var observed }]) return null;

        var outcomes = Outcomes(table);
        var asBad = new int[chance.Resamples];
        FixedBlocks.For(chance.Resamples, DrawsPerBlock, chance.Threads, (_, from, to) =>
        {
            for (var draw = from; draw < to; draw++)
            {
                var drawn = table.WithCells(Draw(table, outcomes, new SeededRandom(chance.Seed, (ulong)draw)));
                if (IntersectionSearch.Find(drawn, favorable, metric, search, cancellationToken).Worst is [var worst] && worst.Severity >= observed) asBad[draw] = 1;
            }
        }, cancellationToken);
        return (1.0 + asBad.Sum()) / (1 + chance.Resamples);
    }

    private static double[] Outcomes(OutcomeTable table)
    {
        var outcomes = new double[table.Cells.Length / table.FacetValues];
        for (var cell = 0; cell < table.Cells.Length; cell++) outcomes[cell % outcomes.Length] += table.Cells[cell];
        return outcomes;
    }

    private static double[] Draw(OutcomeTable table, double[] outcomes, SeededRandom random)
    {
        var cells = new double[table.Cells.Length];
        for (var group = 0; group < table.FacetValues; group++)
        {
            CellResampler.Multinomial((long)table.RowCount(group), outcomes, random, cells.AsSpan(group * outcomes.Length, outcomes.Length));
        }

        return cells;
    }
}
