using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Clustering;

/// <summary>Centres side by side, and how well they fit.</summary>
/// <param name="Centers">Cluster × column.</param>
/// <param name="Inertia">The weighted sum of squared distances to the nearest centre.</param>
/// <param name="Weights">What the rows of each cluster weigh.</param>
internal sealed record LloydResult(float[] Centers, double Inertia, double[] Weights);

/// <summary>Lloyd's algorithm: rows to their nearest centres, centres to the means of their rows, until nothing moves.</summary>
internal sealed class Lloyd
{
    private readonly WeightedTiles data;
    private readonly int clusters;
    private readonly int width;
    private readonly Assignment assignment;
    private readonly PackedPoints packed;
    private readonly double[] moves;
    private ClusterSums sums;

    public Lloyd(WeightedTiles data, int clusters)
    {
        this.data = data;
        this.clusters = clusters;
        width = data.Rows.Width;
        assignment = new Assignment(data.Rows, data.Squares, data.Path, data.Threads);
        packed = new PackedPoints(clusters, width);
        sums = new ClusterSums(clusters, width);
        moves = new double[clusters];
    }

    /// <summary>Runs from the centres given, which it overwrites.</summary>
    /// <param name="centers">Cluster × column.</param>
    /// <param name="limit">When to end.</param>
    /// <param name="onRound">Called after each iteration; false ends the run.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public LloydResult Run(float[] centers, LloydLimit limit, Func<LloydResult, bool> onRound, CancellationToken cancellationToken)
    {
        sums = new ClusterSums(clusters, width);
        Array.Fill(assignment.Labels.Present, ClusterSums.NoCluster);
        Pack(centers);
        var drift = float.PositiveInfinity;
        double enough = 0;
        for (var iteration = 1; iteration <= limit.Iterations; iteration++)
        {
            var moved = Assign(drift, cancellationToken);
            if (!moved) break;
            if (iteration == 1) enough = limit.Tolerance * MeanVariance();
            RescueEmpty(centers);
            drift = MoveCenters(centers);
            if (!onRound(Result(centers)) || moves.Sum() <= enough)
            {
                Assign(drift, cancellationToken);
                break;
            }
        }

        return Result(centers);
    }

    /// <summary>The rows as centres.</summary>
    public static float[] CentersAt(TiledRows rows, ReadOnlySpan<int> chosen)
    {
        var centers = new float[chosen.Length * rows.Width];
        for (var i = 0; i < chosen.Length; i++) rows.CopyRow(chosen[i], centers.AsSpan(i * rows.Width, rows.Width));
        return centers;
    }

    private bool Assign(float drift, CancellationToken cancellationToken)
    {
        var moved = assignment.Run(packed, drift, cancellationToken);
        if (moved) sums.Move(data.Rows, data.Weights, assignment.Labels, data.Threads);
        return moved;
    }

    private void Pack(float[] centers)
    {
        for (var i = 0; i < clusters; i++) packed.SetForDistance(i, centers.AsSpan(i * width, width));
    }

    /// <summary>Brings each centre to the mean of its rows; gives how much two distances can have changed against one another.</summary>
    private float MoveCenters(float[] centers)
    {
        double longest = 0, second = 0;
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            double squared = 0;
            for (int column = 0, i = cluster * width; column < width && sums.Counts[cluster] > 0; column++, i++)
            {
                var mean = (float)(sums.Sums[i] / sums.Weights[cluster]);
                var step = (double)mean - centers[i];
                squared += step * step;
                centers[i] = mean;
            }

            moves[cluster] = squared;
            var length = Math.Sqrt(squared);
            (longest, second) = length > longest ? (length, longest) : (longest, Math.Max(second, length));
        }

        Pack(centers);
        return (float)((longest + second) * 1.000001);
    }

    /// <summary>Gives a cluster without rows the row that is farthest from its own centre.</summary>
    private void RescueEmpty(float[] centers)
    {
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            if (sums.Counts[cluster] > 0) continue;
            var farthest = Farthest(centers);
            if (farthest < 0) return;
            var row = new float[width];
            data.Rows.CopyRow(farthest, row);
            sums.MoveRow(row, data.Weight(farthest), assignment.Labels.Present[farthest], cluster);
            assignment.Labels.Present[farthest] = cluster;
            assignment.Doubt(farthest);
        }
    }

    /// <summary>The row of positive weight, not alone in its cluster, that is farthest from its centre; -1 where every row lies on one.</summary>
    private int Farthest(float[] centers)
    {
        var (farthest, most) = (-1, 0.0);
        var row = new float[width];
        for (var i = 0; i < data.Rows.Count; i++)
        {
            var cluster = assignment.Labels.Present[i];
            if (data.Weight(i) == 0 || sums.Counts[cluster] < 2) continue;
            data.Rows.CopyRow(i, row);
            var distance = Distances.Squared(row, centers.AsSpan(cluster * width, width));
            if (distance > most) (farthest, most) = (i, distance);
        }

        return farthest;
    }

    /// <summary>The mean over the columns of their variances, of rows that all have a cluster.</summary>
    private double MeanVariance()
    {
        double squaredMeans = 0;
        for (var column = 0; column < width; column++)
        {
            double sum = 0;
            for (var i = column; i < sums.Sums.Length; i += width) sum += sums.Sums[i];
            squaredMeans += sum / data.TotalWeight * (sum / data.TotalWeight);
        }

        return Math.Max(0, (data.TotalSquares / data.TotalWeight) - squaredMeans) / width;
    }

    private LloydResult Result(float[] centers) => new(centers, sums.Inertia(centers, data.TotalSquares), sums.Weights);
}

/// <summary>When Lloyd's algorithm ends, unless nothing moves any more before.</summary>
/// <param name="Iterations">The most iterations.</param>
/// <param name="Tolerance">The share of the columns' mean variance which the squared moves of the centres must exceed to go on.</param>
internal readonly record struct LloydLimit(int Iterations, double Tolerance);
