using System.Numerics.Tensors;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>Encodes the rows of a table in blocks that stay in the cache, on many threads.</summary>
internal sealed class DenseEncoder(FeatureEncoding encoding, Table table)
{
    private const int MostRowsPerBlock = 1024;
    private const int CellsPerBlock = 1 << 15;

    private readonly TableRows rows = new(table, encoding.Inputs);
    private readonly int rowsPerBlock = Math.Clamp(CellsPerBlock / Math.Max(1, encoding.FeatureCount), 16, MostRowsPerBlock);

    /// <summary>The fold of each row, where rows of different folds are encoded differently.</summary>
    public byte[]? Folds { get; init; }

    public ColumnEncoder[][] FoldEncoders { get; init; } = [];

    public float[] ToFloats(int threads)
    {
        var features = Allocate<float>();
        ForBlocks(threads, (start, block) => TensorPrimitives.ConvertTruncating<double, float>(block, features.AsSpan(start * encoding.FeatureCount, block.Length)));
        return features;
    }

    public double[] ToDoubles(int threads)
    {
        var features = Allocate<double>();
        ForBlocks(threads, (start, block) => block.CopyTo(features.AsSpan(start * encoding.FeatureCount)));
        return features;
    }

    private void ForBlocks(int threads, BlockAction action)
    {
        var blocks = (rows.RowCount + rowsPerBlock - 1) / rowsPerBlock;
        var chunks = Math.Max(1, Math.Min(blocks, threads * 8));
        ParallelLoop.For(chunks, threads, chunk =>
        {
            var column = new double[rowsPerBlock];
            var features = new double[rowsPerBlock * encoding.FeatureCount];
            for (var block = (int)((long)blocks * chunk / chunks); block < (long)blocks * (chunk + 1) / chunks; block++)
            {
                var start = block * rowsPerBlock;
                var count = Math.Min(rowsPerBlock, rows.RowCount - start);
                FillBlock(start, column.AsSpan(0, count), features);
                action(start, features.AsSpan(0, count * encoding.FeatureCount));
            }
        });
    }

    private void FillBlock(int start, Span<double> column, Span<double> features)
    {
        for (var input = 0; input < encoding.Inputs.Count; input++)
        {
            var encoder = encoding.Encoders[input];
            rows.CopyColumn(input, start, column);
            if (encoder.MustBeFinite) NumberFit.RefuseInfinity(encoder.Input.Name, column, start);
            if (encoder.Width == 0) continue;
            var target = features[encoding.FirstFeature(input)..];
            if (Folds is null || encoder.Kind != EncoderKind.Target) encoder.EncodeColumn(column, target, encoding.FeatureCount);
            else EncodeByFold(input, start, column, target);
        }
    }

    private void EncodeByFold(int input, int start, ReadOnlySpan<double> column, Span<double> target)
    {
        for (var i = 0; i < column.Length; i++)
        {
            FoldEncoders[Folds![start + i]][input].Encode(column[i], target[(i * encoding.FeatureCount)..]);
        }
    }

    private T[] Allocate<T>()
    {
        var cells = (long)rows.RowCount * encoding.FeatureCount;
        return cells <= Array.MaxLength
            ? GC.AllocateUninitializedArray<T>((int)cells)
            : throw new LearningException($"{rows.RowCount} rows of {encoding.FeatureCount} features are {cells} cells; {Array.MaxLength} are the most.");
    }

    private delegate void BlockAction(int start, ReadOnlySpan<double> block);
}
