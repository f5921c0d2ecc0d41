using MlPlatform.Tables;

namespace MlPlatform.Clarify.Explanations.Baselines;

/// <summary>Clusters of rows.</summary>
/// <param name="Centers">Means of numbers, most frequent codes.</param>
/// <param name="Spread">The sum of the distances of the rows to their centres.</param>
internal sealed record Clustering(double[][] Centers, double Spread);

/// <summary>K-means over numbers and categories at once.</summary>
/// <remarks>
/// Huang, "Extensions to the k-means algorithm for clustering large data sets with categorical values" (1998), started by k-means++
/// (Arthur and Vassilvitskii, 2007). Ties go to the lowest index, so the same seed gives the same clusters.
/// </remarks>
internal static class KPrototypes
{
    private const int MostRounds = 50;

    public static Clustering Run(MixedRows rows, int clusters, ulong seed, CancellationToken cancellationToken)
    {
        var centers = Start(rows, clusters, new SeededRandom(seed));
        var assigned = new int[rows.Count];
        var spread = Assign(rows, centers, assigned, out _);
        for (var round = 0; round < MostRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var cluster = 0; cluster < centers.Length; cluster++) Move(rows, assigned, cluster, centers[cluster]);
            spread = Assign(rows, centers, assigned, out var hasChanged);
            if (!hasChanged) break;
        }

        return new Clustering(centers, spread);
    }

    private static double[][] Start(MixedRows rows, int clusters, SeededRandom random)
    {
        var centers = new List<double[]> { Row(rows, random.NextInt32(rows.Count)) };
        var distances = Enumerable.Range(0, rows.Count).Select(row => rows.Distance(row, centers[0])).ToArray();
        while (centers.Count < clusters)
        {
            var total = distances.Sum();
            // Where the rows left are all at a centre already, another centre adds nothing.
            if (total <= 0) break;
            var left = random.NextDouble() * total;
            var next = 0;
            while (next < distances.Length - 1 && left >= distances[next]) left -= distances[next++];
            centers.Add(Row(rows, next));
            for (var row = 0; row < distances.Length; row++) distances[row] = Math.Min(distances[row], rows.Distance(row, centers[^1]));
        }

        return [.. centers];
    }

    private static double Assign(MixedRows rows, double[][] centers, int[] assigned, out bool hasChanged)
    {
        var spread = 0.0;
        hasChanged = false;
        for (var row = 0; row < assigned.Length; row++)
        {
            var (best, least) = (0, double.PositiveInfinity);
            for (var cluster = 0; cluster < centers.Length; cluster++)
            {
                var distance = rows.Distance(row, centers[cluster]);
                if (distance < least) (best, least) = (cluster, distance);
            }

            hasChanged |= assigned[row] != best;
            assigned[row] = best;
            spread += least;
        }

        return spread;
    }

    private static void Move(MixedRows rows, int[] assigned, int cluster, double[] center)
    {
        for (var column = 0; column < center.Length; column++)
        {
            var values = Enumerable.Range(0, assigned.Length).Where(row => assigned[row] == cluster).Select(row => rows[row, column]).Where(value => !double.IsNaN(value));
            if (!values.Any()) continue;
            center[column] = rows.IsCode(column)
                ? values.GroupBy(code => code).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key
                : values.Average();
        }
    }

    private static double[] Row(MixedRows rows, int row) => [.. Enumerable.Range(0, rows.Width).Select(column => rows[row, column])];
}
