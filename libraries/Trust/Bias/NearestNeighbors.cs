using System.Numerics;

namespace MlPlatform.Trust.Bias;

/// <summary>The nearest rows by Euclidean distance, exactly: every pair is measured. Of equally near rows the first counts.</summary>
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
            var nearest = new double[k];
            Span<double> distances = stackalloc double[TileRows];
            for (var query = from; query < to; query++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var places = found.AsSpan(query * k, k);
                Array.Fill(nearest, double.PositiveInfinity);
                for (var first = 0; first < rows; first += TileRows)
                {
                    var length = Math.Min(TileRows, rows - first);
                    Measure(tiles.AsSpan(first * width, TileRows * width), queries.AsSpan(query * width, width), distances);
                    Keep(distances[..length], first, nearest, places);
                }
            }
        }, cancellationToken);
        return found;
    }

    /// <summary>Squared distances of a tile's rows, whose values lie column by column, to a row; sums run over the columns in order, as in <see cref="MeasureScalar"/>.</summary>
    internal static void Measure(ReadOnlySpan<double> tile, ReadOnlySpan<double> row, Span<double> distances)
    {
        distances.Clear();
        for (var column = 0; column < row.Length; column++)
        {
            var values = tile.Slice(column * TileRows, TileRows);
            var center = new Vector<double>(row[column]);
            for (var i = 0; i < TileRows; i += Vector<double>.Count)
            {
                var difference = new Vector<double>(values[i..]) - center;
                (new Vector<double>(distances[i..]) + (difference * difference)).CopyTo(distances[i..]);
            }
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
