using System.Numerics;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Bias;

/// <summary>The nearest rows by Euclidean distance, exactly: every pair is measured, a tile of rows at a time. Of equally near rows the first counts.</summary>
internal static class NearestNeighbors
{
    private const int TileRows = 256;
    private const int QueriesPerBlock = 64;

    /// <summary>Per query row, the places of its k nearest reference rows, nearest first.</summary>
    /// <param name="references">Row-major values.</param>
    /// <param name="queries">Row-major values.</param>
    /// <param name="width">Values per row.</param>
    /// <param name="k">How many; at most the reference rows.</param>
    public static int[] Find(double[] references, double[] queries, int width, int k, int threads, CancellationToken cancellationToken)
    {
        var (rows, count) = (references.Length / width, queries.Length / width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, rows);
        var tiles = Tiles(references, width);
        var found = new int[count * k];
        FixedBlocks.For(count, QueriesPerBlock, threads, (_, from, to) =>
        {
            var nearest = new double[(to - from) * k];
            Array.Fill(nearest, double.PositiveInfinity);
            Span<double> distances = stackalloc double[TileRows];
            for (var first = 0; first < rows; first += TileRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var tile = tiles.AsSpan(first * width, TileRows * width);
                for (var query = from; query < to; query++)
                {
                    Measure(tile, queries.AsSpan(query * width, width), distances);
                    Keep(distances[..Math.Min(TileRows, rows - first)], first, nearest.AsSpan((query - from) * k, k), found.AsSpan(query * k, k));
                }
            }
        }, cancellationToken);
        return found;
    }

    /// <summary>Squared distances of a tile's rows, whose values lie column by column, to a row; sums run over the columns in order, as in <see cref="MeasureScalar"/>.</summary>
    internal static void Measure(ReadOnlySpan<double> tile, ReadOnlySpan<double> row, Span<double> distances)
    {
        var lanes = Vector<double>.Count;
        for (var first = 0; first < TileRows; first += 4 * lanes)
        {
            Vector<double> a = default, b = default, c = default, d = default;
            for (var column = 0; column < row.Length; column++)
            {
                var values = tile.Slice((column * TileRows) + first, 4 * lanes);
                var center = new Vector<double>(row[column]);
                var (w, x) = (new Vector<double>(values) - center, new Vector<double>(values[lanes..]) - center);
                var (y, z) = (new Vector<double>(values[(2 * lanes)..]) - center, new Vector<double>(values[(3 * lanes)..]) - center);
                a += w * w;
                b += x * x;
                c += y * y;
                d += z * z;
            }

            a.CopyTo(distances[first..]);
            b.CopyTo(distances[(first + lanes)..]);
            c.CopyTo(distances[(first + (2 * lanes))..]);
            d.CopyTo(distances[(first + (3 * lanes))..]);
        }
    }

    internal static void MeasureScalar(ReadOnlySpan<double> tile, ReadOnlySpan<double> row, Span<double> distances)
    {
        for (var i = 0; i < TileRows; i++)
        {
            distances[i] = 0;
            for (var column = 0; column < row.Length; column++)
            {
                var difference = tile[(column * TileRows) + i] - row[column];
                distances[i] += difference * difference;
            }
        }
    }

    /// <summary>Row-major rows as tiles of <see cref="TileRows"/> rows, each column by column; the last is filled up with zeros.</summary>
    internal static double[] Tiles(double[] rows, int width)
    {
        var count = rows.Length / width;
        var tiles = new double[FixedBlocks.Count(count, TileRows) * TileRows * width];
        for (var row = 0; row < count; row++)
        {
            var (tile, within) = Math.DivRem(row, TileRows);
            for (var column = 0; column < width; column++) tiles[(((tile * width) + column) * TileRows) + within] = rows[(row * width) + column];
        }

        return tiles;
    }

    private static void Keep(ReadOnlySpan<double> distances, int first, Span<double> nearest, Span<int> places)
    {
        var last = nearest.Length - 1;
        for (var i = 0; i < distances.Length; i++)
        {
            if (!(distances[i] < nearest[last])) continue;
            var at = last;
            for (; at > 0 && nearest[at - 1] > distances[i]; at--) (nearest[at], places[at]) = (nearest[at - 1], places[at - 1]);
            (nearest[at], places[at]) = (distances[i], first + i);
        }
    }
}
