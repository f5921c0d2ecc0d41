using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tiles;

/// <summary>Training data as tiles of encoded rows.</summary>
internal static class FeatureTiles
{
    private const int RowsPerBlock = 1 << 14;

    /// <summary>Encodes the rows of a table; the number of threads does not change them.</summary>
    public static TiledRows Encode(FeatureEncoding encoding, Table table, int threads, CancellationToken cancellationToken)
    {
        var rows = new TiledRows(table.RowCount, encoding.FeatureCount);
        FixedBlocks.For(table.RowCount, RowsPerBlock, threads, cancellationToken, (first, end) =>
            rows.Store(first, encoding.EncodeDense(table.Slice(first, end - first))));
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
