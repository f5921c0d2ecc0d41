using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>Forward and back through the network with one block of rows, in buffers of its own.</summary>
internal sealed class BlockPass
{
    private readonly NetworkShape shape;
    private readonly NetworkKernels kernels;
    private readonly Dropout? dropout;
    private readonly float[][] outputs;
    private readonly float[][] slopes;
    private readonly float[][] deltas;
    private readonly float[][] normalised;
    private readonly float[][] deviations;
    private readonly float[][] means;
    private readonly float[] zeros;

    public BlockPass(NetworkShape shape, NetworkKernels kernels, double dropoutRate = 0, int mostRows = NetworkBlock.Rows)
    {
        (this.shape, this.kernels) = (shape, kernels);
        dropout = dropoutRate > 0 ? Dropout.Of(dropoutRate) : null;
        Inputs = new float[mostRows * shape.Inputs];
        InputGradient = new float[mostRows * Padding.Of(shape.Inputs)];
        outputs = BufferPerLayer(_ => true, mostRows);
        slopes = BufferPerLayer(shape.IsHidden, mostRows);
        deltas = BufferPerLayer(shape.IsHidden, mostRows);
        normalised = BufferPerLayer(shape.HasNorm, mostRows);
        deviations = [.. shape.Layers.Select(layer => new float[Math.Max(mostRows, layer.Stride)])];
        means = [.. shape.Layers.Select(layer => new float[layer.Stride])];
        zeros = new float[Math.Max(shape.WidestStride, Padding.Of(shape.Inputs))];
    }

    /// <summary>The block's rows, to be filled before <see cref="Forward"/>.</summary>
    public float[] Inputs { get; }

    /// <summary>After <see cref="Backward"/> with input gradients: padded rows of the loss's gradient with respect to the inputs.</summary>
    public float[] InputGradient { get; }

    /// <summary>The last layer's sums, which the loss turns into its gradient before <see cref="Backward"/>.</summary>
    public Span<float> Outputs(int rows) => outputs[^1].AsSpan(0, rows * shape.Layers[^1].Stride);

    /// <summary>Means and variances of a layer with batch norm.</summary>
    public BatchMoments Moments(int layer) => new(means[layer], deviations[layer].AsSpan(0, shape.Layers[layer].Stride));

    /// <param name="parameters">The weights.</param>
    /// <param name="shares">Per row, its part of the block's weight.</param>
    /// <param name="key">What dropout hangs on.</param>
    /// <param name="firstRow">The block's place in the mini-batch.</param>
    public void Forward(NetworkParameters parameters, ReadOnlySpan<float> shares, DropoutKey key, int firstRow)
    {
        var rows = shares.Length;
        ReadOnlySpan<float> left = Inputs;
        var leftStride = shape.Inputs;
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            var layer = shape.Layers[i];
            var sums = outputs[i].AsSpan(0, rows * layer.Stride);
            kernels.Multiply(left, parameters[shape.Weights(i)], parameters[shape.Bias(i)], sums, new(rows, layer.Inputs), ProductSteps.Plain(leftStride, layer.Stride));
            if (shape.IsHidden(i))
            {
                if (shape.HasNorm(i)) Normalise(i, sums, parameters, shares);
                var slope = slopes[i].AsSpan(0, sums.Length);
                kernels.ActivateWithSlopes(shape.Design.Activation, sums, slope);
                if (dropout is { } drop) kernels.Drop(sums, slope, drop, key.For(i), (uint)(firstRow * layer.Stride));
            }

            left = sums;
            leftStride = layer.Stride;
        }
    }

    /// <summary>Goes back from the gradient that stands in <see cref="Outputs"/>.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="shares">As for <see cref="Forward"/>.</param>
    /// <param name="gradient">Receives the block's gradient on top of what is there; it lies as the dense parameters do. Empty where it is not needed.</param>
    /// <param name="withInputs">Whether <see cref="InputGradient"/> is needed.</param>
    public void Backward(NetworkParameters parameters, ReadOnlySpan<float> shares, Span<float> gradient, bool withInputs)
    {
        var rows = shares.Length;
        var delta = Outputs(rows);
        for (var i = shape.Layers.Length - 1; i >= 0; i--)
        {
            var layer = shape.Layers[i];
            ThroughActivation(i, delta, parameters, shares, gradient);
            if (!gradient.IsEmpty)
            {
                var (left, leftStride) = i == 0 ? (Inputs, shape.Inputs) : (outputs[i - 1], shape.Layers[i - 1].Stride);
                var weights = gradient[shape.Weights(i)];
                kernels.Multiply(left, delta, weights, weights, new(layer.Inputs, rows), ProductSteps.TransposedLeft(leftStride, layer.Stride, layer.Stride));
            }

            if (i == 0 && !withInputs) return;
            var stride = Padding.Of(layer.Inputs);
            var below = (i == 0 ? InputGradient : deltas[i - 1]).AsSpan(0, rows * stride);
            kernels.Multiply(delta, parameters.TransposedWeights(i), zeros, below, new(rows, layer.Outputs), ProductSteps.Plain(layer.Stride, stride));
            delta = below;
        }
    }

    private void Normalise(int layer, Span<float> sums, NetworkParameters parameters, ReadOnlySpan<float> shares)
    {
        var normal = normalised[layer].AsSpan(0, sums.Length);
        var scale = parameters[shape.NormScale(layer)];
        var shift = parameters[shape.NormShift(layer)];
        if (shape.Design.Normalization == Normalization.Batch) kernels.BatchNorm(sums, normal, Moments(layer), shares, scale, shift);
        else kernels.LayerNorm(sums, normal, deviations[layer], scale, shift, shape.Layers[layer].Outputs);
    }

    /// <summary>From what comes out of a layer to its sums; adds the gradients of bias and norm where they are needed.</summary>
    private void ThroughActivation(int layer, Span<float> delta, NetworkParameters parameters, ReadOnlySpan<float> shares, Span<float> gradient)
    {
        var bias = gradient.IsEmpty ? default : gradient[shape.Bias(layer)];
        if (shape.IsHidden(layer))
        {
            var slope = slopes[layer].AsSpan(0, delta.Length);
            if (!shape.HasNorm(layer) && !bias.IsEmpty)
            {
                kernels.ScaleAndSum(delta, slope, bias);
                return;
            }

            kernels.Scale(delta, slope);
            if (shape.HasNorm(layer)) ThroughNorm(layer, delta, parameters, shares, gradient);
        }

        if (!bias.IsEmpty) kernels.Sum(delta, bias);
    }

    private void ThroughNorm(int layer, Span<float> delta, NetworkParameters parameters, ReadOnlySpan<float> shares, Span<float> gradient)
    {
        var normal = normalised[layer].AsSpan(0, delta.Length);
        var scale = parameters[shape.NormScale(layer)];
        var norms = gradient.IsEmpty ? default : new NormGradient(gradient[shape.NormScale(layer)], gradient[shape.NormShift(layer)]);
        if (shape.Design.Normalization == Normalization.Batch) kernels.BatchNormBackward(delta, normal, Moments(layer).Variances, shares, scale, norms);
        else kernels.LayerNormBackward(delta, normal, deviations[layer], scale, norms, shape.Layers[layer].Outputs);
    }

    private float[][] BufferPerLayer(Func<int, bool> needed, int mostRows) =>
        [.. shape.Layers.Select((layer, i) => needed(i) ? new float[mostRows * layer.Stride] : [])];
}
