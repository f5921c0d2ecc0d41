using MlPlatform.Clarify.Data;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Explanations.Baselines;

/// <summary>A baseline made of the data set itself: the centres of its clusters, snapped to values that occur.</summary>
internal static class ClusterCenters
{
    /// <summary>More rows than these are sampled.</summary>
    private const int MostRows = 5000;

    /// <summary>Where nobody says how many clusters, at most this many are tried, as in Clarify.</summary>
    private const int MostClusters = 12;

    /// <summary>Another cluster is not worth it where it takes less than this share off the spread of one.</summary>
    private const double LeastGain = 0.05;

    /// <param name="features">The rows.</param>
    /// <param name="clusters">How many; null: as many, of 1 to 12, as lower the spread by a twentieth of that of one each.</param>
    /// <param name="seed">Of the starting rows.</param>
    /// <param name="cancellationToken">Checked per round.</param>
    public static Table Of(Table features, int? clusters, ulong seed, CancellationToken cancellationToken)
    {
        var rows = features.RowCount <= MostRows ? features : features.Take(Sample(features.RowCount, seed));
        var space = new MixedRows(rows);
        if (clusters is { } count && count > rows.RowCount) throw new ClarifyException($"methods.shap.num_clusters is {count}; the data set has only {rows.RowCount} rows.");
        var clustering = clusters is { } given ? KPrototypes.Run(space, given, seed, cancellationToken) : Best(space, seed, cancellationToken);
        return CsvDataset.OfCells(features, clustering.Centers.Select(space.Cells));
    }

    private static Clustering Best(MixedRows rows, ulong seed, CancellationToken cancellationToken)
    {
        var best = KPrototypes.Run(rows, 1, seed, cancellationToken);
        var whole = best.Spread;
        for (var count = 2; count <= Math.Min(MostClusters, rows.Count); count++)
        {
            var next = KPrototypes.Run(rows, count, seed, cancellationToken);
            if (best.Spread - next.Spread < LeastGain * whole) break;
            best = next;
        }

        return best;
    }

    private static int[] Sample(int count, ulong seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new SeededRandom(seed, 1).Shuffle<int>(order);
        return [.. order.Take(MostRows).Order()];
    }
}
