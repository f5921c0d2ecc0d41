using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>One mini-batch: which rows, how a row's loss is scaled, what its dropout hangs on.</summary>
internal readonly ref struct MiniBatch(ReadOnlySpan<int> rows, DropoutKey key)
{
    public ReadOnlySpan<int> Rows { get; } = rows;

    public DropoutKey Key { get; } = key;

    public float Scale => 1f / Rows.Length;
}

/// <summary>Loss and gradient of slices of a mini-batch. Each slice has sums of its own, so that threads may take any of them.</summary>
internal sealed class SliceWork
{
    private readonly NetworkShape shape;
    private readonly EmbeddingLayout layout;
    private readonly TrainingRows rows;
    private readonly NetworkParameters parameters;
    private readonly NetworkKernels kernels;
    private readonly float[] gradients;
    private readonly double[] losses;

    public SliceWork(NetworkTask task, TrainingRows rows, NetworkParameters parameters, NetworkKernels kernels, int mostSlices)
    {
        (shape, layout, this.rows, this.parameters, this.kernels) = (task.Shape, task.Layout, rows, parameters, kernels);
        gradients = new float[checked(mostSlices * shape.ParameterCount)];
        losses = new double[mostSlices];
        Moments = shape.Design.Normalization == Normalization.Batch ? new BatchMomentSums(mostSlices, parameters.RunningMeans.Length) : null;
        Embeddings = [.. layout.Tables.Select(table => new EmbeddingStep(table, task.BatchSize))];
    }

    /// <summary>The moments of batch norm, where there is one.</summary>
    public BatchMomentSums? Moments { get; }

    public EmbeddingStep[] Embeddings { get; }

    /// <summary>The sum of the first slices' losses, in their order.</summary>
    public double Loss(int slices)
    {
        double total = 0;
        foreach (var loss in losses.AsSpan(0, slices)) total += loss;
        return total;
    }

    /// <summary>The gradient over the first slices, added up in their order, of a range of parameters.</summary>
    public ReadOnlySpan<float> Gradient(int slices, int from, int to)
    {
        var sum = gradients.AsSpan(from, to - from);
        if (slices > 1) kernels.AddOnto(sum, gradients.AsSpan(shape.ParameterCount + from), shape.ParameterCount, slices - 1);
        return sum;
    }

    /// <summary>Computes the slice <paramref name="slice"/> of so many, block by block.</summary>
    public void Run(MiniBatch batch, int slice, int slices, BlockPass pass)
    {
        var gradient = gradients.AsSpan(slice * shape.ParameterCount, shape.ParameterCount);
        gradient.Clear();
        losses[slice] = 0;
        Moments?.Clear(slice);
        var first = NetworkBlock.Start(batch.Rows.Length, slice, slices);
        var count = NetworkBlock.Start(batch.Rows.Length, slice + 1, slices) - first;
        var blocks = NetworkBlock.Count(count);
        for (var block = 0; block < blocks; block++)
        {
            var start = first + NetworkBlock.Start(count, block, blocks);
            var end = first + NetworkBlock.Start(count, block + 1, blocks);
            losses[slice] += RunBlock(batch, start, batch.Rows[start..end], slice, pass);
        }
    }

    private double RunBlock(MiniBatch batch, int firstRow, ReadOnlySpan<int> block, int slice, BlockPass pass)
    {
        Span<float> targets = stackalloc float[block.Length];
        Span<float> weights = stackalloc float[block.Length];
        Span<float> shares = stackalloc float[block.Length];
        for (var i = 0; i < block.Length; i++)
        {
            layout.Fill(rows.Row(block[i]), parameters.Embeddings, pass.Inputs.AsSpan(i * shape.Inputs));
            targets[i] = rows.Targets[block[i]];
            weights[i] = rows.Weights[block[i]];
        }

        var total = Moments is null ? 0 : Share(weights, shares);
        pass.Forward(parameters, shares, batch.Key, firstRow);
        if (Moments is { } sums && total > 0 && block.Length > 1) AddMoments(sums, slice, total, pass);
        var loss = kernels.Loss(shape.Design.Loss, pass.Outputs(block.Length), shape.Outputs, targets, weights, batch.Scale);
        pass.Backward(parameters, shares, gradients.AsSpan(slice * shape.ParameterCount, shape.ParameterCount), Embeddings.Length > 0);
        for (var i = 0; i < block.Length && Embeddings.Length > 0; i++)
        {
            var stride = Padding.Of(shape.Inputs);
            foreach (var embedding in Embeddings) embedding.Keep(firstRow + i, pass.InputGradient.AsSpan(i * stride, stride));
        }

        return loss;
    }

    private void AddMoments(BatchMomentSums sums, int slice, float weight, BlockPass pass)
    {
        sums.AddWeight(slice, weight);
        for (var layer = 0; shape.IsHidden(layer); layer++) sums.Add(slice, parameters.Moments(layer), pass.Moments(layer), weight);
    }

    private static float Share(ReadOnlySpan<float> weights, Span<float> shares)
    {
        float total = 0;
        foreach (var weight in weights) total += weight;
        for (var i = 0; i < weights.Length; i++) shares[i] = total > 0 ? weights[i] / total : 0;
        return total;
    }
}
