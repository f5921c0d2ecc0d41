using System.Buffers;
using System.Runtime.CompilerServices;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Clustering;

/// <summary>Puts every row into the cluster of the nearest centre, and leaves out tiles in which no row can have changed sides.</summary>
/// <remarks>
/// Per tile it keeps how much nearer each row's own centre is than the next, at the least. A move of the centres eats into that by
/// no more than the two longest moves together (Hamerly's bound, for sixteen rows at once); only when it is used up are the
/// distances computed again. Late iterations, whose centres hardly move, so touch few rows.
/// </remarks>
internal sealed class Assignment
{
    private const int Height = TiledRows.TileHeight;
    private const int TilesPerBlock = 256;

    private readonly TiledRows rows;
    private readonly KernelPath path;
    private readonly int threads;
    private readonly float[] squares;
    private readonly float[] slack;

    /// <param name="rows">The rows.</param>
    /// <param name="squares">Of each row, padding included: its squared length.</param>
    /// <param name="path">Which instructions to use.</param>
    /// <param name="threads">How many threads share the tiles.</param>
    public Assignment(TiledRows rows, float[] squares, KernelPath path, int threads)
    {
        this.rows = rows;
        this.squares = squares;
        this.path = path;
        this.threads = threads;
        slack = new float[rows.TileCount];
        Labels = new ClusterLabels(rows);
    }

    public ClusterLabels Labels { get; }

    /// <summary>Assigns all rows anew.</summary>
    /// <param name="centers">The centres.</param>
    /// <param name="drift">How far two centres can have come nearer or farther, for a row, since the last call.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Whether any row moved.</returns>
    public bool Run(PackedPoints centers, float drift, CancellationToken cancellationToken)
    {
        var rounding = DistanceRounding.Of(centers);
        var moved = 0;
        FixedBlocks.For(rows.TileCount, TilesPerBlock, threads, (first, end) =>
        {
            if (Block(centers, drift, rounding, first, end)) Interlocked.Exchange(ref moved, 1);
        }, cancellationToken);
        return moved != 0;
    }

    /// <summary>Makes the next call look at a row again, whatever the drift.</summary>
    public void Doubt(int row) => slack[row / Height] = 0;

    private bool Block(PackedPoints centers, float drift, DistanceRounding rounding, int first, int end)
    {
        var results = ArrayPool<float>.Shared.Rent(centers.ResultLength);
        try
        {
            return Block(centers, drift, rounding, (first, end), results);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(results);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Block(PackedPoints centers, float drift, DistanceRounding rounding, (int First, int End) tiles, Span<float> results)
    {
        Span<int> nearest = stackalloc int[Height];
        Span<float> least = stackalloc float[Height];
        Span<float> second = stackalloc float[Height];
        var moved = false;
        for (var tile = tiles.First; tile < tiles.End; tile++)
        {
            slack[tile] -= drift;
            Labels.Moved[tile] = 0;
            if (slack[tile] > 0) continue;
            TileKernels.Combine(path, rows.Tile(tile), centers, results);
            NearestKernels.LeastTwo(path, results, centers.Count, nearest, least, second);
            slack[tile] = NearestKernels.LeastMargin(path, squares.AsSpan(tile * Height, Height), least, second, rounding);
            moved |= Relabel(tile, nearest);
        }

        return moved;
    }

    private bool Relabel(int tile, ReadOnlySpan<int> nearest)
    {
        var present = Labels.Present.AsSpan(tile * Height, Height);
        if (nearest.SequenceEqual(present)) return false;
        var bits = 0;
        for (var lane = rows.RowsOf(tile) - 1; lane >= 0; lane--) bits = (bits << 1) | (nearest[lane] != present[lane] ? 1 : 0);
        present.CopyTo(Labels.Previous.AsSpan(tile * Height));
        nearest.CopyTo(present);
        Labels.Moved[tile] = (ushort)bits;
        return bits != 0;
    }
}
