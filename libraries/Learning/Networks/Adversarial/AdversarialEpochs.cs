using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;
using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Networks.Adversarial;

/// <summary>Passes over the rows in which network and adversary step against each other.</summary>
internal sealed class AdversarialEpochs : IEpochs
{
    private readonly AdversarialTask task;
    private readonly NetworkParameters parameters;
    private readonly Optimizer optimizer;
    private readonly AdversarialSlices slices;
    private readonly EmbeddingStep[] embeddings;
    private readonly EmbeddingProjection embeddingProjection;
    private readonly RowOrder order;
    private readonly int threads;
    private readonly int stepsPerEpoch;

    public AdversarialEpochs(AdversarialTask task, NetworkParameters parameters, Optimizer optimizer, NetworkKernels kernels, int threads)
    {
        var network = task.Network with { BatchSize = Math.Min(task.Network.BatchSize, task.Rows.Count) };
        this.task = task = task with { Network = network };
        (this.parameters, this.optimizer, this.threads) = (parameters, optimizer, threads);
        slices = new AdversarialSlices(task, parameters, kernels);
        embeddings = [.. network.Layout.Tables.Select(table => new EmbeddingStep(table, network.BatchSize))];
        embeddingProjection = new EmbeddingProjection(network.Layout);
        order = new RowOrder(task.Rows.Count, network.Seed);
        stepsPerEpoch = (task.Rows.Count + network.BatchSize - 1) / network.BatchSize;
        parameters.Transpose(0, network.Shape.WeightCount);
    }

    /// <inheritdoc/>
    public double Run(int epoch, CancellationToken cancellationToken)
    {
        order.Shuffle(epoch);
        var bits = new SeededRandom(task.Network.Seed, RandomStreams.Dropout(epoch)).NextUInt64();
        var key = new DropoutKey((uint)bits, (uint)(bits >> 32));
        var loss = 0.0;
        for (var index = 0; index < stepsPerEpoch; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = index * task.Network.BatchSize;
            var count = Math.Min(task.Network.BatchSize, task.Rows.Count - start);
            var (batchKey, parts) = (key.For(index), NetworkBlock.Slices(count));
            ParallelLoop.For(parts, threads, part => slices.Run(new MiniBatch(order.Rows.Slice(start, count), batchKey), part, parts), cancellationToken);
            loss += Step(order.Rows.Slice(start, count), parts, ((long)(epoch - 1) * stepsPerEpoch) + index + 1);
        }

        return loss;
    }

    private double Step(ReadOnlySpan<int> rows, int parts, long step)
    {
        var (own, adversary, guess, loss) = slices.Sum(parts);
        var (product, square) = embeddingProjection.Products(rows, task.Rows, slices);
        for (var i = 0; i < own.Length; i++)
        {
            product += (double)own[i] * adversary[i];
            square += (double)adversary[i] * adversary[i];
        }

        // Less the projection of one gradient on the other, less α of the other: both are multiples of it.
        var factor = (float)((square > 0 ? product / square : 0) + task.Adversary.Weight);
        for (var i = 0; i < own.Length; i++) own[i] -= factor * adversary[i];
        var shape = task.Network.Shape;
        var numbers = optimizer.Numbers(step, task.Network.Steps.At(step, stepsPerEpoch));
        StepDense(own, ..shape.WeightCount, numbers, decays: true);
        StepDense(own, shape.WeightCount..own.Length, numbers, decays: false);
        parameters.Transpose(0, shape.WeightCount);
        StepEmbeddings(rows, factor, numbers);
        task.Adversary.Step(guess);
        return loss;
    }

    private void StepDense(float[] gradient, Range range, StepNumbers numbers, bool decays)
    {
        if (gradient.AsSpan(range).IsEmpty) return;
        optimizer.StepDense(parameters.Dense.AsSpan(range), gradient.AsSpan(range), range, numbers, decays);
    }

    private void StepEmbeddings(ReadOnlySpan<int> rows, float factor, StepNumbers numbers)
    {
        if (embeddings.Length == 0) return;
        for (var row = 0; row < rows.Length; row++)
        {
            var gradient = slices.OwnInput(row);
            var adversary = slices.AdversaryInput(row);
            for (var i = 0; i < gradient.Length; i++) gradient[i] -= factor * adversary[i];
            foreach (var embedding in embeddings) embedding.Keep(row, gradient);
        }

        foreach (var embedding in embeddings) embedding.Run(rows, task.Rows, parameters.Embeddings, optimizer, numbers);
    }
}
