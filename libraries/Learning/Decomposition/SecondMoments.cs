using System.Runtime.CompilerServices;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Decomposition;

/// <summary>The weight, the mean and the matrix of weighted products of encoded rows, found in one pass.</summary>
/// <remarks>
/// A column of ones stands beside the features, so the sums and the weight are entries of the same matrix. The rows are cut into
/// segments whose number does not depend on the threads; each sums for itself, and the segments are added in order.
/// </remarks>
internal sealed class SecondMoments
{
    private const int Segments = 16;
    private const int RowsPerRead = 4096;
    private const int RowsPerChunk = 512;

    private readonly double[] gram;
    private readonly int stride;

    private SecondMoments(double[] gram, int stride, int width)
    {
        this.gram = gram;
        this.stride = stride;
        Width = width;
        Weight = gram[(width * stride) + width];
        Mean = new double[width];
        for (var i = 0; i < width; i++) Mean[i] = gram[(width * stride) + i] / Weight;
    }

    public int Width { get; }

    public double Weight { get; }

    public double[] Mean { get; }

    /// <summary>The products of two features, summed; about their means where they are taken off.</summary>
    public double Product(int first, int second, bool subtractMean)
    {
        var sum = first >= second ? gram[(first * stride) + second] : gram[(second * stride) + first];
        return subtractMean ? sum - (Weight * Mean[first] * Mean[second]) : sum;
    }

    public static SecondMoments Of(TrainingData data, FeatureEncoding encoding, KernelPath path, int threads, CancellationToken cancellationToken)
    {
        var width = encoding.FeatureCount;
        var stride = (width + GramKernels.Block) / GramKernels.Block * GramKernels.Block;
        var segmentRows = Math.Max(RowsPerRead, (data.RowCount + Segments - 1) / Segments);
        var grams = new double[FixedBlocks.Count(data.RowCount, segmentRows)][];
        var roots = Array.TrueForAll(data.Weights, weight => weight == 1) ? null : Array.ConvertAll(data.Weights, Math.Sqrt);
        FixedBlocks.For(data.RowCount, segmentRows, threads, cancellationToken, (first, end) =>
        {
            var sum = grams[first / segmentRows] = new double[stride * stride];
            var columns = new double[stride * RowsPerChunk];
            for (var start = first; start < end; start += RowsPerRead)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = encoding.EncodeDense(data.Features.Slice(start, Math.Min(RowsPerRead, end - start)));
                var own = roots is null ? default : roots.AsSpan(start, rows.Length / width);
                for (var row = 0; row < rows.Length / width; row += RowsPerChunk)
                {
                    var count = Math.Min(RowsPerChunk, (rows.Length / width) - row);
                    Turn(rows.AsSpan(row * width, count * width), own.IsEmpty ? own : own.Slice(row, count), width, columns);
                    GramKernels.Add(path, columns, RowsPerChunk, sum);
                }
            }
        });
        var whole = grams[0];
        foreach (var gram in grams.Skip(1))
        {
            for (var i = 0; i < whole.Length; i++) whole[i] += gram[i];
        }

        return new SecondMoments(whole, stride, width);
    }

    /// <summary>Rows to columns of doubles, with a column of ones, all times the root of the row's weight; zeros fill up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ReadOnlySpan<float> rows, ReadOnlySpan<double> roots, int width, Span<double> columns)
    {
        var count = rows.Length / width;
        if (count < RowsPerChunk) columns.Clear();
        for (var row = 0; row < count; row++)
        {
            var root = roots.IsEmpty ? 1 : roots[row];
            var values = rows.Slice(row * width, width);
            for (int i = 0, at = row; i < values.Length; i++, at += RowsPerChunk) columns[at] = root * values[i];
            columns[(width * RowsPerChunk) + row] = root;
        }
    }
}
