using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Networks.Adversarial;

/// <summary>The embeddings' part of the products of both gradients: rows that share a vector share its gradient.</summary>
internal sealed class EmbeddingProjection(EmbeddingLayout layout)
{
    private readonly double[] own = new double[layout.Size];
    private readonly double[] adversary = new double[layout.Size];

    /// <summary>g_P · g_A and g_A · g_A over all vectors.</summary>
    public (double Product, double Square) Products(ReadOnlySpan<int> rows, TrainingRows data, AdversarialSlices slices)
    {
        if (own.Length == 0) return (0, 0);
        Array.Clear(own);
        Array.Clear(adversary);
        for (var row = 0; row < rows.Length; row++)
        {
            var ownInput = slices.OwnInput(row);
            var adversaryInput = slices.AdversaryInput(row);
            foreach (var table in layout.Tables)
            {
                var start = table.RowStart((int)data.Row(rows[row])[table.Feature]);
                for (var i = 0; i < table.Width; i++)
                {
                    own[start + i] += ownInput[table.Column + i];
                    adversary[start + i] += adversaryInput[table.Column + i];
                }
            }
        }

        double product = 0, square = 0;
        for (var i = 0; i < own.Length; i++) (product, square) = (product + (own[i] * adversary[i]), square + (adversary[i] * adversary[i]));
        return (product, square);
    }
}
