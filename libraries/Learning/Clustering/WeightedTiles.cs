using MlPlatform.Learning.Tiles;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Clustering;

/// <summary>Rows with their weights and squared lengths, and how to work on them.</summary>
internal sealed class WeightedTiles
{
    private const int Height = TiledRows.TileHeight;
    private const int TilesPerBlock = 1024;

    private readonly double[] weights;

    /// <param name="rows">The rows.</param>
    /// <param name="weights">One per row.</param>
    /// <param name="path">Which instructions to use.</param>
    /// <param name="threads">How many threads may share the work.</param>
    public WeightedTiles(TiledRows rows, double[] weights, KernelPath path, int threads)
    {
        Rows = rows;
        Path = path;
        Threads = threads;
        this.weights = Array.TrueForAll(weights, weight => weight == 1) ? [] : weights;
        TotalWeight = weights.Sum();
        Squares = new float[rows.TileCount * Height];
        var blocks = new double[FixedBlocks.Count(rows.TileCount, TilesPerBlock)];
        FixedBlocks.For(rows.TileCount, TilesPerBlock, threads, (first, end) =>
        {
            for (var tile = first; tile < end; tile++)
            {
                var squares = Squares.AsSpan(tile * Height, Height);
                TileKernels.Squares(path, rows.Tile(tile), squares);
                blocks[first / TilesPerBlock] += WeightedSum(tile, squares);
            }
        }, CancellationToken.None);
        TotalSquares = blocks.Sum();
    }

    public TiledRows Rows { get; }

    public KernelPath Path { get; }

    public int Threads { get; }

    /// <summary>Of each row, padding included.</summary>
    public float[] Squares { get; }

    public double TotalWeight { get; }

    /// <summary>The weighted sum of the squared lengths.</summary>
    public double TotalSquares { get; }

    /// <summary>One per row, or empty where all are one.</summary>
    public double[] Weights => weights;

    public double Weight(int row) => weights.Length == 0 ? 1 : weights[row];

    /// <summary>The sum of a value per row of a tile, weighted; padding does not count.</summary>
    public double WeightedSum(int tile, ReadOnlySpan<float> values)
    {
        double even = 0, odd = 0;
        var count = Rows.RowsOf(tile);
        if (weights.Length == 0 && count == Height)
        {
            for (var i = 0; i < Height; i += 2)
            {
                even += values[i];
                odd += values[i + 1];
            }

            return even + odd;
        }

        for (var i = 0; i < count; i++) even += Weight((tile * Height) + i) * values[i];
        return even;
    }
}
