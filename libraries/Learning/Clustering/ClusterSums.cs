using System.Numerics;
using System.Runtime.CompilerServices;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Clustering;

/// <summary>Per cluster: the weighted sum of its rows, their weight and their number; kept up as rows change clusters.</summary>
/// <remarks>Every column adds the rows in their order, so threads, which share out the columns, change no bit.</remarks>
internal sealed class ClusterSums(int clusters, int width)
{
    public const int NoCluster = -1;

    private const int Height = TiledRows.TileHeight;

    /// <summary>Cluster × column.</summary>
    public double[] Sums { get; } = new double[clusters * width];

    public double[] Weights { get; } = new double[clusters];

    /// <summary>Rows of positive weight.</summary>
    public int[] Counts { get; } = new int[clusters];

    /// <summary>Moves every row whose bit is set from its previous cluster to its present one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="weights">One per row; empty for one each.</param>
    /// <param name="labels">Who is where, and which rows moved.</param>
    /// <param name="threads">How many threads share the columns.</param>
    public void Move(TiledRows rows, double[] weights, ClusterLabels labels, int threads)
    {
        MoveWeights(weights, labels);
        var parts = Math.Min(threads, width);
        ParallelLoop.For(parts, threads, part => MoveColumns(rows, weights, labels, width * part / parts, width * (part + 1) / parts));
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            if (Counts[cluster] == 0) Clear(cluster);
        }
    }

    /// <summary>Moves one row.</summary>
    public void MoveRow(ReadOnlySpan<float> row, double weight, int from, int to)
    {
        for (var column = 0; column < width; column++)
        {
            var value = weight * row[column];
            Sums[(to * width) + column] += value;
            Sums[(from * width) + column] -= value;
        }

        Weights[to] += weight;
        Weights[from] -= weight;
        Counts[to]++;
        if (--Counts[from] == 0) Clear(from);
    }

    /// <summary>The weighted sum of squared distances: squared rows less twice rows times centres plus squared centres.</summary>
    public double Inertia(ReadOnlySpan<float> centers, double totalSquares)
    {
        var inertia = totalSquares;
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            for (int column = 0, i = cluster * width; column < width; column++, i++)
            {
                inertia += centers[i] * ((Weights[cluster] * centers[i]) - (2 * Sums[i]));
            }
        }

        return Math.Max(0, inertia);
    }

    private void Clear(int cluster)
    {
        Sums.AsSpan(cluster * width, width).Clear();
        Weights[cluster] = 0;
    }

    private void MoveWeights(double[] weights, ClusterLabels labels)
    {
        for (var tile = 0; tile < labels.Moved.Length; tile++)
        {
            for (uint bits = labels.Moved[tile]; bits != 0; bits &= bits - 1)
            {
                var row = (tile * Height) + BitOperations.TrailingZeroCount(bits);
                var weight = weights.Length == 0 ? 1 : weights[row];
                if (weight == 0) continue;
                var (from, to) = (labels.Previous[row], labels.Present[row]);
                Weights[to] += weight;
                Counts[to]++;
                if (from == NoCluster) continue;
                Weights[from] -= weight;
                Counts[from]--;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MoveColumns(TiledRows rows, double[] weights, ClusterLabels labels, int firstColumn, int endColumn)
    {
        var sums = Sums.AsSpan();
        for (var tile = 0; tile < labels.Moved.Length; tile++)
        {
            uint bits = labels.Moved[tile];
            if (bits == 0) continue;
            var values = rows.Tile(tile);
            for (; bits != 0; bits &= bits - 1)
            {
                var lane = BitOperations.TrailingZeroCount(bits);
                var row = (tile * Height) + lane;
                var weight = weights.Length == 0 ? 1 : weights[row];
                var to = sums.Slice(labels.Present[row] * width, width);
                if (labels.Previous[row] == NoCluster)
                {
                    for (var column = firstColumn; column < endColumn; column++) to[column] += weight * values[(column * Height) + lane];
                    continue;
                }

                var from = sums.Slice(labels.Previous[row] * width, width);
                for (var column = firstColumn; column < endColumn; column++)
                {
                    var value = weight * values[(column * Height) + lane];
                    to[column] += value;
                    from[column] -= value;
                }
            }
        }
    }
}

/// <summary>The cluster of every row, and which rows the last assignment moved.</summary>
internal sealed class ClusterLabels
{
    public ClusterLabels(TiledRows rows)
    {
        Present = new int[rows.TileCount * TiledRows.TileHeight];
        Previous = new int[Present.Length];
        Moved = new ushort[rows.TileCount];
        Array.Fill(Present, ClusterSums.NoCluster);
    }

    /// <summary>The cluster of each row, padding included.</summary>
    public int[] Present { get; }

    /// <summary>Of rows that moved: where they were.</summary>
    public int[] Previous { get; }

    /// <summary>Per tile: bit i is set where row i moved.</summary>
    public ushort[] Moved { get; }
}
