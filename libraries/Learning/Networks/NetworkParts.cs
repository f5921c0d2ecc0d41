using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Networks;

/// <summary>A fitted network as it is served, for programs that write it in another form.</summary>
/// <param name="Encoding">From raw rows to features; of a category the feature is the number of its vector.</param>
/// <param name="Embeddings">The vectors of categories.</param>
/// <param name="Layers">The dense layers in order; batch norm is folded into them.</param>
/// <param name="Loss">Says what the last layer's sums mean: a number on the learning scale, log-odds, or a margin per class.</param>
/// <param name="LabelMean">The mean of the learning scale; 0 for classes.</param>
/// <param name="LabelDeviation">The deviation of the learning scale; 1 for classes.</param>
public sealed record NetworkParts(
    FeatureEncoding Encoding, IReadOnlyList<NetworkEmbedding> Embeddings, IReadOnlyList<NetworkLayer> Layers, NetworkLoss Loss, double LabelMean, double LabelDeviation)
{
    internal static NetworkParts Of(NetworkFrame frame, InferenceNetwork network) => new(
        frame.Encoding,
        [.. frame.Layout.Tables.Select(table => Embedding(table, network.Parameters))],
        [.. Enumerable.Range(0, network.Shape.Layers.Length).Select(layer => Layer(layer, network.Shape, network.Parameters))],
        frame.Options.Loss, frame.Scale.Mean, frame.Scale.Deviation);

    private static NetworkEmbedding Embedding(EmbeddingTable table, NetworkParameters parameters) => new(
        table.Input, table.Feature, table.Column, table.Width,
        Unpadded(parameters.Embeddings.AsSpan(table.Start, table.RowCount * table.Stride), table.Stride, table.Width));

    private static NetworkLayer Layer(int index, NetworkShape shape, NetworkParameters parameters)
    {
        var (layer, hidden) = (shape.Layers[index], shape.IsHidden(index));
        return new NetworkLayer(layer.Inputs, layer.Outputs, Rows(shape.Weights(index)), Rows(shape.Bias(index)))
        {
            Activation = hidden ? shape.Design.Activation : null,
            NormScale = shape.HasNorm(index) ? Rows(shape.NormScale(index)) : null,
            NormShift = shape.HasNorm(index) ? Rows(shape.NormShift(index)) : null,
        };

        float[] Rows(Range range) => Unpadded(parameters[range], layer.Stride, layer.Outputs);
    }

    private static float[] Unpadded(ReadOnlySpan<float> rows, int stride, int width)
    {
        var values = new float[rows.Length / stride * width];
        for (int from = 0, to = 0; from < rows.Length; from += stride, to += width) rows.Slice(from, width).CopyTo(values.AsSpan(to));
        return values;
    }
}

/// <summary>A dense layer: input × weights + bias, then layer norm and activation where it has them.</summary>
/// <param name="Inputs">How many numbers go in.</param>
/// <param name="Outputs">How many come out.</param>
/// <param name="Weights">Inputs × outputs, row by row.</param>
/// <param name="Bias">One per output.</param>
public sealed record NetworkLayer(int Inputs, int Outputs, float[] Weights, float[] Bias)
{
    /// <summary>What is added to the variance of a layer norm.</summary>
    public const float NormTiny = Kernels.LayerNormKernel.Tiny;

    public Activation? Activation { get; init; }

    /// <summary>The scale of a layer norm over the outputs; null where there is none.</summary>
    public float[]? NormScale { get; init; }

    public float[]? NormShift { get; init; }
}

/// <summary>The vectors of one category column.</summary>
/// <param name="Input">The column's place among the inputs.</param>
/// <param name="Feature">The feature that holds the vector's number.</param>
/// <param name="Column">Where the vector stands in the first layer's input.</param>
/// <param name="Width">The length of a vector.</param>
/// <param name="Vectors">One after another: the texts in the order of their codes, missing, unseen.</param>
public sealed record NetworkEmbedding(int Input, int Feature, int Column, int Width, float[] Vectors);
