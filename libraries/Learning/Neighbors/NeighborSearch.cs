using System.Numerics;
using System.Runtime.CompilerServices;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Neighbors;

/// <summary>Finds the nearest rows of up to thirty-two places at once, by looking at all of them. Keeps its work space; one thread at a time.</summary>
internal sealed class NeighborSearch
{
    public const int MostQueries = 32;

    private const int Height = TiledRows.TileHeight;

    private readonly NeighborRows rows;
    private readonly int neighbors;
    private readonly PackedPoints queries;
    private readonly float[] results;
    private readonly float[] scores;
    private readonly int[] found;

    public NeighborSearch(NeighborRows rows, int neighbors)
    {
        this.rows = rows;
        this.neighbors = neighbors;
        queries = new PackedPoints(MostQueries, rows.Tiles.Width);
        results = new float[queries.ResultLength];
        scores = new float[MostQueries * neighbors];
        found = new int[MostQueries * neighbors];
        Place = new float[rows.Tiles.Width];
        Encoded = new float[rows.EncodedWidth];
    }

    /// <summary>Room for an encoded row.</summary>
    public float[] Encoded { get; }

    /// <summary>Room for a row's place.</summary>
    public float[] Place { get; }

    /// <summary>Asks for the neighbours of the place in <see cref="Place"/>.</summary>
    public void Ask(int query) => queries.Set(query, Place, rows.Factor, 0);

    /// <summary>The rows nearest to a query, the nearest first; of equally near ones, the first row first.</summary>
    public ReadOnlySpan<int> Found(int query) => found.AsSpan(query * neighbors, neighbors);

    /// <summary>Answers the first so many queries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(KernelPath path, int count)
    {
        queries.Count = count;
        scores.AsSpan(0, count * neighbors).Fill(float.PositiveInfinity);
        Span<float> sums = stackalloc float[Height];
        for (var tile = 0; tile < rows.Tiles.TileCount; tile++)
        {
            TileKernels.Combine(path, rows.Tiles.Tile(tile), queries, results);
            var offsets = rows.Offsets.AsSpan(tile * Height, Height);
            for (var query = 0; query < count; query++)
            {
                var own = scores.AsSpan(query * neighbors, neighbors);
                var bits = NearestKernels.Below(path, results.AsSpan(query * Height, Height), offsets, own[^1], sums);
                for (; bits != 0; bits &= bits - 1)
                {
                    var lane = BitOperations.TrailingZeroCount(bits);
                    if (sums[lane] < own[^1]) Insert(own, found.AsSpan(query * neighbors, neighbors), sums[lane], (tile * Height) + lane);
                }
            }
        }
    }

    private static void Insert(Span<float> scores, Span<int> rows, float score, int row)
    {
        var at = scores.Length - 1;
        for (; at > 0 && score < scores[at - 1]; at--)
        {
            scores[at] = scores[at - 1];
            rows[at] = rows[at - 1];
        }

        scores[at] = score;
        rows[at] = row;
    }
}

/// <summary>The rows that are searched, in their space.</summary>
internal sealed class NeighborRows
{
    public NeighborRows(TiledRows tiles, int encodedWidth, NeighborMetric metric)
    {
        Tiles = tiles;
        EncodedWidth = encodedWidth;
        Factor = metric == NeighborMetric.L2 ? -2 : -1;
        Offsets = new float[tiles.TileCount * TiledRows.TileHeight];
        for (var tile = 0; tile < tiles.TileCount && metric == NeighborMetric.L2; tile++)
        {
            TileKernels.Squares(KernelPaths.Best, tiles.Tile(tile), Offsets.AsSpan(tile * TiledRows.TileHeight));
        }

        Offsets.AsSpan(tiles.Count).Fill(float.PositiveInfinity);
    }

    public TiledRows Tiles { get; }

    /// <summary>How wide rows are before they are taken to their places.</summary>
    public int EncodedWidth { get; }

    /// <summary>By what an inner product is multiplied, so that less is nearer.</summary>
    public float Factor { get; }

    /// <summary>Per row: what is added to that; infinite for padding.</summary>
    public float[] Offsets { get; }
}
