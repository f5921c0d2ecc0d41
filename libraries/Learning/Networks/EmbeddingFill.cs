using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Networks;

/// <summary>What stands for texts that training never saw, and for missing ones where none was missing: the mean vector.</summary>
/// <remarks>Each text counts as often as it occurs, so that the vector is that of a row whose text is not known.</remarks>
internal sealed class EmbeddingFill
{
    private readonly EmbeddingTable[] tables;
    private readonly int[][] counts;

    public EmbeddingFill(EmbeddingLayout layout, TrainingRows rows)
    {
        tables = layout.Tables;
        counts = [.. tables.Select(table => new int[table.RowCount])];
        for (var row = 0; row < rows.Count && tables.Length > 0; row++)
        {
            var features = rows.Row(row);
            for (var i = 0; i < tables.Length; i++) counts[i][(int)features[tables[i].Feature]]++;
        }
    }

    public void Apply(Span<float> embeddings)
    {
        for (var i = 0; i < tables.Length; i++)
        {
            var table = tables[i];
            if (counts[i][table.UnseenRow] > 0 && counts[i][table.MissingRow] > 0) continue;
            var mean = Mean(table, counts[i], embeddings);
            foreach (var row in new[] { table.MissingRow, table.UnseenRow })
            {
                if (counts[i][row] == 0) mean.CopyTo(embeddings[table.RowStart(row)..]);
            }
        }
    }

    private static float[] Mean(EmbeddingTable table, int[] counts, ReadOnlySpan<float> embeddings)
    {
        var sums = new double[table.Width];
        double total = 0;
        for (var row = 0; row < table.Texts; row++)
        {
            total += counts[row];
            var vector = embeddings.Slice(table.RowStart(row), table.Width);
            for (var i = 0; i < sums.Length; i++) sums[i] += counts[row] * (double)vector[i];
        }

        return Array.ConvertAll(sums, sum => (float)(sum / Math.Max(1, total)));
    }
}
