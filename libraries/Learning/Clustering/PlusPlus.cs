using System.Buffers;
using System.Runtime.CompilerServices;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Clustering;

/// <summary>k-means++ (Arthur and Vassilvitskii, 2007), greedy: each next centre is the best of a few rows drawn far from those before.</summary>
internal sealed class PlusPlus
{
    private const int Height = TiledRows.TileHeight;
    private const int TilesPerBlock = 128;
    private const int RowsPerBlock = TilesPerBlock * Height;

    private readonly WeightedTiles data;
    private readonly int trials;
    private readonly double[][] blockSums;
    private readonly float[][] candidates;
    private float[] closest;

    public PlusPlus(WeightedTiles data, int clusters)
    {
        this.data = data;
        trials = 2 + (int)Math.Log(clusters);
        var padded = data.Rows.TileCount * Height;
        closest = new float[padded];
        candidates = NewArrays<float>(trials, padded);
        blockSums = NewArrays<double>(trials, FixedBlocks.Count(data.Rows.TileCount, TilesPerBlock));
    }

    /// <summary>The rows chosen.</summary>
    public int[] Choose(int clusters, SeededRandom random, CancellationToken cancellationToken)
    {
        var chosen = new int[clusters];
        Array.Fill(closest, float.PositiveInfinity);
        var sums = WeightsByBlock();
        chosen[0] = Draw(sums, random, row => data.Weight(row));
        sums = Fold([chosen[0]], cancellationToken);
        var drawn = new int[trials];
        for (var i = 1; i < clusters; i++)
        {
            for (var trial = 0; trial < trials; trial++) drawn[trial] = Draw(sums, random, row => data.Weight(row) * closest[row]);
            sums = Fold(drawn, cancellationToken);
            chosen[i] = drawn[lastBest];
        }

        return chosen;
    }

    private int lastBest;

    /// <summary>Adds that row to the centres which lowers the sum of squared distances most; gives that sum by block.</summary>
    private double[] Fold(ReadOnlySpan<int> drawn, CancellationToken cancellationToken)
    {
        var points = new PackedPoints(drawn.Length, data.Rows.Width);
        var row = new float[data.Rows.Width];
        for (var i = 0; i < drawn.Length; i++)
        {
            data.Rows.CopyRow(drawn[i], row);
            points.SetForDistance(i, row);
        }

        FixedBlocks.For(data.Rows.TileCount, TilesPerBlock, data.Threads, (first, end) => FoldBlock(points, first, end), cancellationToken);
        lastBest = 0;
        var least = double.PositiveInfinity;
        for (var i = 0; i < drawn.Length; i++)
        {
            var sum = blockSums[i].Sum();
            if (sum < least) (least, lastBest) = (sum, i);
        }

        (closest, candidates[lastBest]) = (candidates[lastBest], closest);
        return [.. blockSums[lastBest]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FoldBlock(PackedPoints points, int first, int end)
    {
        var results = ArrayPool<float>.Shared.Rent(points.ResultLength);
        for (var i = 0; i < points.Count; i++) blockSums[i][first / TilesPerBlock] = 0;
        for (var tile = first; tile < end; tile++)
        {
            var start = tile * Height;
            TileKernels.Combine(data.Path, data.Rows.Tile(tile), points, results);
            for (var i = 0; i < points.Count; i++)
            {
                var target = candidates[i].AsSpan(start, Height);
                NearestKernels.KeepLess(data.Path, results.AsSpan(i * Height, Height), data.Squares.AsSpan(start, Height), closest.AsSpan(start, Height), target);
                blockSums[i][first / TilesPerBlock] += data.WeightedSum(tile, target);
            }
        }

        ArrayPool<float>.Shared.Return(results);
    }

    /// <summary>Draws a row with a chance in proportion to its share of the sums.</summary>
    private int Draw(double[] sums, SeededRandom random, Func<int, double> share)
    {
        var target = random.NextDouble() * sums.Sum();
        var block = 0;
        for (; block < sums.Length - 1 && target >= sums[block]; block++) target -= sums[block];
        var end = Math.Min(data.Rows.Count, (block + 1) * RowsPerBlock);
        var last = block * RowsPerBlock;
        for (var row = last; row < end; row++)
        {
            var part = share(row);
            if (part == 0) continue;
            last = row;
            if (target < part) return row;
            target -= part;
        }

        return last;
    }

    private double[] WeightsByBlock()
    {
        var sums = new double[blockSums[0].Length];
        for (var row = 0; row < data.Rows.Count; row++) sums[row / RowsPerBlock] += data.Weight(row);
        return sums;
    }

    private static T[][] NewArrays<T>(int count, int length)
    {
        var arrays = new T[count][];
        for (var i = 0; i < count; i++) arrays[i] = new T[length];
        return arrays;
    }
}
