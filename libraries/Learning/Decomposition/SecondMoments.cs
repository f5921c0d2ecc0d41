using System.Numerics.Tensors;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Decomposition;

/// <summary>The weight, the mean and the matrix of weighted products of encoded rows, found in one pass.</summary>
/// <remarks>
/// A column of ones stands beside the features, so the sums and the weight are entries of the same matrix. The rows are cut into
/// segments whose number does not depend on the threads; each sums for itself, and the segments are added in order.
/// </remarks>
internal sealed class SecondMoments
{
    private const int Segments = 16;
    private const int LeastSegment = 8 * ColumnBlock.Rows;

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
        var segmentRows = Math.Max(LeastSegment, (data.RowCount + Segments - 1) / Segments);
        var grams = new double[FixedBlocks.Count(data.RowCount, segmentRows)][];
        var roots = Array.TrueForAll(data.Weights, weight => weight == 1) ? null : Array.ConvertAll(data.Weights, Math.Sqrt);
        var source = new TableRows(data.Features, encoding.Inputs);
        FixedBlocks.For(data.RowCount, segmentRows, threads, (first, end) =>
        {
            var sum = grams[first / segmentRows] = new double[stride * stride];
            var columns = new double[stride * ColumnBlock.Rows];
            var block = new ColumnBlock(encoding, source);
            for (var start = first; start < end; start += ColumnBlock.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(ColumnBlock.Rows, end - start);
                Widen(block.Fill(start, start + count), roots is null ? [] : roots.AsSpan(start, count), count, columns.AsSpan(0, (width + 1) * ColumnBlock.Rows));
                GramKernels.Add(path, columns, ColumnBlock.Rows, sum);
            }
        }, cancellationToken);
        var whole = grams[0];
        foreach (var gram in grams.Skip(1)) TensorPrimitives.Add(whole, gram, whole);
        return new SecondMoments(whole, stride, width);
    }

    /// <summary>Columns of doubles, with one of ones after them, all times the root of each row's weight; zeros fill up.</summary>
    private static void Widen(ReadOnlySpan<float> features, ReadOnlySpan<double> roots, int count, Span<double> columns)
    {
        if (count < ColumnBlock.Rows) columns.Clear();
        var ones = columns[^ColumnBlock.Rows..][..count];
        if (roots.IsEmpty) ones.Fill(1);
        else roots.CopyTo(ones);
        for (var start = 0; start < features.Length; start += ColumnBlock.Rows)
        {
            var column = columns.Slice(start, count);
            TensorPrimitives.ConvertTruncating(features.Slice(start, count), column);
            if (!roots.IsEmpty) TensorPrimitives.Multiply(column, roots, column);
        }
    }
}
