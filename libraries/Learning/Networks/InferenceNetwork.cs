using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Networks;

/// <summary>The network as it is served: batch norm is folded into the weights, dropout is gone.</summary>
/// <remarks>It takes over the parameters it is given; nothing changes them afterwards.</remarks>
internal sealed class InferenceNetwork
{
    private readonly NetworkShape shape;
    private readonly NetworkKernels kernels;
    private readonly NetworkParameters parameters;

    public InferenceNetwork(NetworkShape shape, NetworkParameters trained, NetworkKernels kernels)
    {
        this.kernels = kernels;
        (this.shape, parameters) = shape.Design.Normalization == Normalization.Batch ? Folded(shape, trained) : (shape, trained);
        parameters.Transpose(0, this.shape.WeightCount);
    }

    public NetworkShape Shape => shape;

    public NetworkParameters Parameters => parameters;

    public NetworkKernels Kernels => kernels;

    private bool NormalisesRows => shape.Design.Normalization == Normalization.Layer;

    /// <summary>The distance of rows in what <see cref="Run"/> returns.</summary>
    public int OutputStride => shape.Layers[^1].Stride;

    /// <summary>How much scratch <see cref="Run"/> needs.</summary>
    public int ScratchLength(int rows) => (rows * shape.WidestStride * (NormalisesRows ? 3 : 2)) + rows;

    /// <summary>The last layer's sums of rows of inputs, padded row by padded row; they lie in the scratch.</summary>
    public Span<float> Run(ReadOnlySpan<float> inputs, int rows, Span<float> scratch)
    {
        scratch = scratch[..ScratchLength(rows)];
        var half = rows * shape.WidestStride;
        var left = inputs;
        Span<float> last = default;
        var leftStride = shape.Inputs;
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            var layer = shape.Layers[i];
            var sums = scratch.Slice((i & 1) * half, rows * layer.Stride);
            kernels.Multiply(left, parameters[shape.Weights(i)], parameters[shape.Bias(i)], sums, new(rows, layer.Inputs), ProductSteps.Plain(leftStride, layer.Stride));
            if (shape.IsHidden(i))
            {
                if (NormalisesRows)
                {
                    kernels.LayerNorm(
                        sums, scratch.Slice(2 * half, sums.Length), scratch[^rows..],
                        parameters[shape.NormScale(i)], parameters[shape.NormShift(i)], layer.Outputs);
                }

                kernels.Activate(shape.Design.Activation, sums);
            }

            last = sums;
            left = sums;
            leftStride = layer.Stride;
        }

        return last;
    }

    /// <summary>A network without batch norm: weights and bias of each unit take over its scale and shift with the running moments.</summary>
    private static (NetworkShape Shape, NetworkParameters Parameters) Folded(NetworkShape trainedShape, NetworkParameters trained)
    {
        var shape = trainedShape.Without(Normalization.Batch);
        var folded = new NetworkParameters(shape, trained.Embeddings);
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            trained[trainedShape.Weights(i)].CopyTo(folded.Dense.AsSpan(shape.Weights(i)));
            trained[trainedShape.Bias(i)].CopyTo(folded.Dense.AsSpan(shape.Bias(i)));
            if (shape.IsHidden(i)) Fold(i, trainedShape, trained, folded.Dense.AsSpan(shape.Weights(i)), folded.Dense.AsSpan(shape.Bias(i)));
        }

        return (shape, folded);
    }

    private static void Fold(int index, NetworkShape trainedShape, NetworkParameters trained, Span<float> weights, Span<float> bias)
    {
        var layer = trainedShape.Layers[index];
        var scale = trained[trainedShape.NormScale(index)];
        var shift = trained[trainedShape.NormShift(index)];
        var place = trained.Moments(index);
        var means = trained.RunningMeans.AsSpan(place);
        var variances = trained.RunningVariances.AsSpan(place);
        for (var unit = 0; unit < layer.Outputs; unit++)
        {
            var factor = scale[unit] / MathF.Sqrt(variances[unit] + BatchNormKernel.Tiny);
            bias[unit] = ((bias[unit] - means[unit]) * factor) + shift[unit];
            for (var input = 0; input < layer.Inputs; input++) weights[(input * layer.Stride) + unit] *= factor;
        }
    }
}
