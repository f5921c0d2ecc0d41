using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Networks;

/// <summary>What is minimised.</summary>
public enum NetworkLoss
{
    SquaredError,

    /// <summary>Of one output, the log-odds of class 1.</summary>
    Logistic,

    /// <summary>Logistic loss of an output per class.</summary>
    Softmax,
}

/// <summary>What brings the sums of a hidden layer to a common scale.</summary>
public enum Normalization
{
    None,

    /// <summary>Per unit, over the rows of a block of a mini-batch; served with running means and variances.</summary>
    Batch,

    /// <summary>Per row, over the units.</summary>
    Layer,
}

/// <summary>What follows the sums of the hidden layers, and what is minimised at the end.</summary>
internal sealed record NetworkDesign(Activation Activation, Normalization Normalization, NetworkLoss Loss);

/// <summary>One dense layer's widths.</summary>
internal readonly record struct LayerShape(int Inputs, int Outputs)
{
    /// <summary>The width of its rows in memory.</summary>
    public int Stride => Padding.Of(Outputs);

    public int WeightCount => Inputs * Stride;
}

/// <summary>The dense layers of a network and where the parameters of each lie in one array.</summary>
/// <remarks>
/// First the weights of all layers (a row of outputs per input), which weight decay shrinks; then per layer its bias and, of a hidden
/// layer with a norm, scale and shift. Rows are padded to whole vectors with zeros, which no step changes.
/// </remarks>
internal sealed class NetworkShape
{
    private const int MostParameters = 1 << 26;

    private readonly int[] weightStarts;
    private readonly int[] vectorStarts;
    private readonly bool hasNorm;

    public NetworkShape(int inputs, IReadOnlyList<int> hidden, int outputs, NetworkDesign design)
    {
        Design = design;
        hasNorm = design.Normalization != Normalization.None;
        int[] widths = [inputs, .. hidden, outputs];
        CheckSize(widths);
        Layers = new LayerShape[widths.Length - 1];
        weightStarts = new int[Layers.Length];
        vectorStarts = new int[Layers.Length];
        for (var i = 0; i < Layers.Length; i++)
        {
            Layers[i] = new LayerShape(widths[i], widths[i + 1]);
            weightStarts[i] = WeightCount;
            WeightCount += Layers[i].WeightCount;
        }

        WidestStride = Layers.Max(layer => layer.Stride);
        ParameterCount = WeightCount;
        for (var i = 0; i < Layers.Length; i++)
        {
            vectorStarts[i] = ParameterCount;
            ParameterCount += Layers[i].Stride * (HasNorm(i) ? 3 : 1);
        }
    }

    public NetworkDesign Design { get; }

    public LayerShape[] Layers { get; }

    public int Inputs => Layers[0].Inputs;

    public int Outputs => Layers[^1].Outputs;

    /// <summary>The widest row of any layer.</summary>
    public int WidestStride { get; }

    /// <summary>The parameters before it are weights; those from it on are biases, scales and shifts.</summary>
    public int WeightCount { get; }

    public int ParameterCount { get; }

    public bool IsHidden(int layer) => layer < Layers.Length - 1;

    public bool HasNorm(int layer) => hasNorm && IsHidden(layer);

    public Range Weights(int layer) => Of(weightStarts[layer], Layers[layer].WeightCount);

    public Range Bias(int layer) => Of(vectorStarts[layer], Layers[layer].Stride);

    public Range NormScale(int layer) => Of(vectorStarts[layer] + Layers[layer].Stride, Layers[layer].Stride);

    public Range NormShift(int layer) => Of(vectorStarts[layer] + (2 * Layers[layer].Stride), Layers[layer].Stride);

    /// <summary>The same layers without a norm, where it is of this kind.</summary>
    public NetworkShape Without(Normalization normalization) => Design.Normalization != normalization
        ? this
        : new NetworkShape(Inputs, [.. Layers[..^1].Select(layer => layer.Outputs)], Outputs, Design with { Normalization = Normalization.None });

    private static void CheckSize(int[] widths)
    {
        long parameters = 0;
        for (var i = 1; i < widths.Length; i++) parameters += (widths[i - 1] + 3L) * Padding.Of(widths[i]);
        if (parameters <= MostParameters) return;
        throw new LearningException($"A network of {string.Join(", ", widths)} units has {parameters} weights; {MostParameters} are the most. Lower hidden_units.");
    }

    private static Range Of(int start, int length) => start..(start + length);
}
