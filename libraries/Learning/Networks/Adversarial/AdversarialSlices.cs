using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Networks.Adversarial;

/// <summary>What an adversarial fit works on.</summary>
/// <param name="Network">The network's part.</param>
/// <param name="Rows">The training rows.</param>
/// <param name="Groups">The group of each row.</param>
/// <param name="Adversary">Who guesses it.</param>
internal sealed record AdversarialTask(NetworkTask Network, TrainingRows Rows, int[] Groups, Adversary Adversary);

/// <summary>The gradients of both losses over slices of a mini-batch: one pass forward, one back for each loss.</summary>
internal sealed class AdversarialSlices
{
    private readonly AdversarialTask task;
    private readonly NetworkParameters parameters;
    private readonly NetworkKernels kernels;
    private readonly Slice[] slices;
    private readonly int inputStride;

    public AdversarialSlices(AdversarialTask task, NetworkParameters parameters, NetworkKernels kernels)
    {
        (this.task, this.parameters, this.kernels) = (task, parameters, kernels);
        var shape = task.Network.Shape;
        slices = [.. Enumerable.Range(0, NetworkBlock.Slices(task.Network.BatchSize)).Select(_ => new Slice(
            new BlockPass(shape, kernels, task.Network.DropoutRate), new float[shape.ParameterCount], new float[shape.ParameterCount], new double[task.Adversary.Parameters.Length]))];
        inputStride = Padding.Of(shape.Inputs);
        var kept = HasEmbeddings ? task.Network.BatchSize * inputStride : 0;
        (OwnInputs, AdversaryInputs) = (new float[kept], new float[kept]);
    }

    /// <summary>By row of the mini-batch: the gradient of the network's loss by its inputs, where there are embeddings.</summary>
    public float[] OwnInputs { get; }

    /// <summary>The same of the adversary's loss.</summary>
    public float[] AdversaryInputs { get; }

    private bool HasEmbeddings => task.Network.Layout.Tables.Length > 0;

    public Span<float> OwnInput(int row) => OwnInputs.AsSpan(row * inputStride, inputStride);

    public Span<float> AdversaryInput(int row) => AdversaryInputs.AsSpan(row * inputStride, inputStride);

    /// <summary>Computes one of so many slices.</summary>
    public void Run(MiniBatch batch, int number, int count)
    {
        var slice = slices[number];
        slice.Clear();
        var first = NetworkBlock.Start(batch.Rows.Length, number, count);
        var length = NetworkBlock.Start(batch.Rows.Length, number + 1, count) - first;
        var blocks = NetworkBlock.Count(length);
        for (var block = 0; block < blocks; block++)
        {
            var (start, end) = (first + NetworkBlock.Start(length, block, blocks), first + NetworkBlock.Start(length, block + 1, blocks));
            RunBlock(batch, start, batch.Rows[start..end], slice);
        }
    }

    /// <summary>Adds the gradients and losses of the first slices up in their order.</summary>
    /// <returns>Both gradients by the dense parameters, the adversary's by its own, and the sum of the network's losses.</returns>
    public (float[] Own, float[] Adversary, double[] Guess, double Loss) Sum(int count)
    {
        var sum = slices[0];
        for (var i = 1; i < count; i++)
        {
            for (var j = 0; j < sum.Own.Length; j++) sum.Own[j] += slices[i].Own[j];
            for (var j = 0; j < sum.Own.Length; j++) sum.Adversary[j] += slices[i].Adversary[j];
            for (var j = 0; j < sum.Guess.Length; j++) sum.Guess[j] += slices[i].Guess[j];
            sum.Loss += slices[i].Loss;
        }

        return (sum.Own, sum.Adversary, sum.Guess, sum.Loss);
    }

    private void RunBlock(MiniBatch batch, int firstRow, ReadOnlySpan<int> block, Slice slice)
    {
        Span<float> targets = stackalloc float[block.Length];
        Span<float> weights = stackalloc float[block.Length];
        Span<float> shares = stackalloc float[block.Length];
        Span<float> slopes = stackalloc float[block.Length];
        shares.Clear();
        var pass = slice.Pass;
        for (var i = 0; i < block.Length; i++)
        {
            task.Network.Layout.Fill(task.Rows.Row(block[i]), parameters.Embeddings, pass.Inputs.AsSpan(i * task.Network.Shape.Inputs));
            (targets[i], weights[i]) = (task.Rows.Targets[block[i]], task.Rows.Weights[block[i]]);
        }

        pass.Forward(parameters, shares, batch.Key, firstRow);
        var outputs = pass.Outputs(block.Length);
        var stride = outputs.Length / block.Length;
        for (var i = 0; i < block.Length; i++)
        {
            task.Adversary.Row(outputs[i * stride], targets[i], task.Groups[block[i]], weights[i] * batch.Scale, slice.Guess, out var slope);
            slopes[i] = (float)slope;
        }

        slice.Loss += kernels.Loss(NetworkLoss.Logistic, outputs, 1, targets, weights, batch.Scale);
        Back(slice.Own, OwnInputs, shares, firstRow, pass);
        outputs.Clear();
        for (var i = 0; i < block.Length; i++) outputs[i * stride] = slopes[i];
        Back(slice.Adversary, AdversaryInputs, shares, firstRow, pass);
    }

    private void Back(float[] gradient, float[] inputs, ReadOnlySpan<float> shares, int firstRow, BlockPass pass)
    {
        pass.Backward(parameters, shares, gradient, HasEmbeddings);
        if (HasEmbeddings) pass.InputGradient.AsSpan(0, shares.Length * inputStride).CopyTo(inputs.AsSpan(firstRow * inputStride));
    }

    /// <summary>Buffers and sums of one slice.</summary>
    private sealed class Slice(BlockPass pass, float[] own, float[] adversary, double[] guess)
    {
        public BlockPass Pass { get; } = pass;

        public float[] Own { get; } = own;

        public float[] Adversary { get; } = adversary;

        public double[] Guess { get; } = guess;

        public double Loss { get; set; }

        public void Clear()
        {
            Array.Clear(Own);
            Array.Clear(Adversary);
            Array.Clear(Guess);
            Loss = 0;
        }
    }
}
