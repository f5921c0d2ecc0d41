using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Tiles;

/// <summary>Training data as tiles of encoded rows.</summary>
internal static class FeatureTiles
{
    private const int RowsPerBlock = 8 * ColumnBlock.Rows;

    /// <summary>Encodes the rows of a table; the number of threads does not change them.</summary>
    public static TiledRows Encode(FeatureEncoding encoding, Table table, int threads, CancellationToken cancellationToken)
    {
        var rows = new TiledRows(table.RowCount, encoding.FeatureCount);
        var source = new TableRows(table, encoding.Inputs);
        var blocks = new SpareParts<ColumnBlock>(() => new ColumnBlock(encoding, source));
        FixedBlocks.For(table.RowCount, RowsPerBlock, threads, (first, end) =>
        {
            var block = blocks.Take();
            for (var start = first; start < end; start += ColumnBlock.Rows)
            {
                var count = Math.Min(ColumnBlock.Rows, end - start);
                rows.StoreColumns(start, block.Fill(start, start + count), ColumnBlock.Rows, count);
            }

            blocks.Return(block);
        }, cancellationToken);
        return rows;
    }

    /// <summary>Refuses data without columns or weight, and data of another width than was announced.</summary>
    public static void Check(TrainingData data, int? featureCount)
    {
        if (data.RowCount == 0) throw new LearningException("There are no rows to learn from.");
        if (data.Features.Columns.Count == 0) throw new LearningException("There are no feature columns.");
        if (featureCount is { } expected && expected != data.Features.Columns.Count)
        {
            throw new LearningException($"feature_dim is {expected}, but the data has {data.Features.Columns.Count} feature columns.");
        }

        if (data.Weights.Sum() <= 0) throw new LearningException("The weights of all rows are zero.");
    }

    /// <summary>Refuses an encoding that leaves nothing of a row, as constant columns do when they are scaled.</summary>
    public static FeatureEncoding NotEmpty(FeatureEncoding encoding) => encoding.FeatureCount > 0
        ? encoding
        : throw new LearningException($"Nothing is left of the columns {string.Join(", ", encoding.Inputs.Take(8).Select(input => input.Name))} once they are encoded: none of them varies.");
}
