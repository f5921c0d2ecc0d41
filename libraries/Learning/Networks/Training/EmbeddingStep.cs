using System.Numerics.Tensors;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>Gradient and step of one embedding table: only vectors that a mini-batch reads are stepped.</summary>
internal sealed class EmbeddingStep(EmbeddingTable table, int batchSize)
{
    private readonly float[] gradient = new float[table.RowCount * table.Stride];
    private readonly int[] touched = new int[table.RowCount];
    private readonly bool[] isTouched = new bool[table.RowCount];

    /// <summary>Per row of the mini-batch, the gradient with respect to this table's part of the input.</summary>
    private readonly float[] inputGradients = new float[batchSize * table.Width];

    /// <summary>Takes this table's part of a row's input gradient.</summary>
    public void Keep(int rowInBatch, ReadOnlySpan<float> inputGradient) =>
        inputGradient.Slice(table.Column, table.Width).CopyTo(inputGradients.AsSpan(rowInBatch * table.Width));

    /// <summary>Adds up the gradient over the rows of a mini-batch in their order, and steps the vectors that they read.</summary>
    public void Run(ReadOnlySpan<int> rows, TrainingRows data, Span<float> embeddings, Optimizer optimizer, StepNumbers numbers)
    {
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var vector = (int)data.Row(rows[i])[table.Feature];
            if (!isTouched[vector]) (isTouched[vector], touched[count++]) = (true, vector);
            var sum = gradient.AsSpan(vector * table.Stride, table.Width);
            TensorPrimitives.Add(sum, inputGradients.AsSpan(i * table.Width, table.Width), sum);
        }

        foreach (var vector in touched.AsSpan(0, count))
        {
            var sum = gradient.AsSpan(vector * table.Stride, table.Stride);
            var start = table.RowStart(vector);
            optimizer.StepEmbedding(embeddings.Slice(start, table.Stride), sum, start..(start + table.Stride), numbers);
            sum.Clear();
            isTouched[vector] = false;
        }
    }
}
