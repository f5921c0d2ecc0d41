using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>The loss of held-out rows, block by block and added up in order.</summary>
internal sealed class Evaluation
{
    private const int RowsPerPart = 16 * NetworkBlock.Rows;

    private readonly TrainingRows rows;
    private readonly EmbeddingLayout layout;
    private readonly double totalWeight;
    private readonly int threads;

    private Evaluation(TrainingRows rows, EmbeddingLayout layout, int threads)
    {
        (this.rows, this.layout, this.threads) = (rows, layout, threads);
        totalWeight = rows.Weights.Sum(weight => (double)weight);
    }

    public static Evaluation Of(TrainingData data, NetworkFrame frame, NetworkOptions options, int threads)
    {
        if (data.RowCount == 0 || !(data.Weights.Sum() > 0)) throw new LearningException("The validation data has no rows with a weight.");
        var outputs = frame.Shape.Outputs;
        NetworkLabels.Check(data, options.Loss == NetworkLoss.SquaredError ? 0 : outputs);
        var rows = new TrainingRows(
            frame.Encoding.EncodeDense(data.Features, threads), frame.Scale.Apply(data.Labels), NetworkLabels.Weights(data, options, outputs));
        return new Evaluation(rows, frame.Layout, threads);
    }

    /// <summary>The weighted mean loss.</summary>
    public double Loss(InferenceNetwork network)
    {
        var parts = new double[(rows.Count + RowsPerPart - 1) / RowsPerPart];
        ParallelLoop.For(parts.Length, threads, part => parts[part] = PartLoss(network, part * RowsPerPart));
        double total = 0;
        foreach (var part in parts) total += part;
        return total / totalWeight;
    }

    private double PartLoss(InferenceNetwork network, int first)
    {
        var inputs = new float[NetworkBlock.Rows * layout.InputWidth];
        var scratch = new float[network.ScratchLength(NetworkBlock.Rows)];
        var end = Math.Min(rows.Count, first + RowsPerPart);
        double loss = 0;
        for (var start = first; start < end; start += NetworkBlock.Rows)
        {
            var count = Math.Min(NetworkBlock.Rows, end - start);
            for (var i = 0; i < count; i++)
            {
                layout.Fill(rows.Row(start + i), network.Parameters.Embeddings, inputs.AsSpan(i * layout.InputWidth));
            }

            var sums = network.Run(inputs.AsSpan(0, count * layout.InputWidth), count, scratch);
            loss += network.Kernels.Loss(
                network.Shape.Design.Loss, sums, network.Shape.Outputs,
                rows.Targets.AsSpan(start, count), rows.Weights.AsSpan(start, count), scale: 0);
        }

        return loss;
    }
}
