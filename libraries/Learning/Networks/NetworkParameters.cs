using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Networks;

/// <summary>What training changes: dense parameters, embedding tables, running moments of batch norm.</summary>
internal sealed class NetworkParameters
{
    private readonly NetworkShape shape;
    private readonly int[] transposedStarts;

    /// <summary>Zeros, with these embeddings.</summary>
    public NetworkParameters(NetworkShape shape, float[] embeddings)
    {
        this.shape = shape;
        Dense = new float[shape.ParameterCount];
        Embeddings = embeddings;
        var moments = shape.Design.Normalization == Normalization.Batch ? shape.Layers[..^1].Sum(layer => layer.Stride) : 0;
        RunningMeans = new float[moments];
        RunningVariances = new float[moments];
        Array.Fill(RunningVariances, 1);
        transposedStarts = new int[shape.Layers.Length + 1];
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            transposedStarts[i + 1] = transposedStarts[i] + (shape.Layers[i].Outputs * Padding.Of(shape.Layers[i].Inputs));
        }

        Transposed = new float[transposedStarts[^1]];
    }

    public float[] Dense { get; }

    public float[] Embeddings { get; }

    public float[] RunningMeans { get; }

    public float[] RunningVariances { get; }

    /// <summary>The weights of every layer the other way round, for the way back.</summary>
    private float[] Transposed { get; }

    public ReadOnlySpan<float> this[Range range] => Dense.AsSpan(range);

    public ReadOnlySpan<float> TransposedWeights(int layer) => Transposed.AsSpan(transposedStarts[layer]..transposedStarts[layer + 1]);

    /// <summary>Brings the transposed weights up to date for a range of parameters that starts and ends with a vector.</summary>
    public void Transpose(int from, int to)
    {
        for (var layer = 0; layer < shape.Layers.Length; layer++)
        {
            var (start, length) = shape.Weights(layer).GetOffsetAndLength(Dense.Length);
            var (first, last) = (Math.Max(from, start), Math.Min(to, start + length));
            if (first < last) TransposeLayer(layer, first - start, last - start, start);
        }
    }

    /// <summary>Weights and biases uniform with Glorot's variance 2 / (inputs + outputs), which keeps the size of signals; norms as if absent.</summary>
    public void Initialise(SeededRandom random)
    {
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            var layer = shape.Layers[i];
            var bound = Math.Sqrt(6.0 / (layer.Inputs + layer.Outputs));
            var weights = Dense.AsSpan(shape.Weights(i));
            for (var input = 0; input < layer.Inputs; input++) FillUniform(weights.Slice(input * layer.Stride, layer.Outputs), bound, random);
            FillUniform(Dense.AsSpan(shape.Bias(i))[..layer.Outputs], bound, random);
            if (shape.HasNorm(i)) Dense.AsSpan(shape.NormScale(i))[..layer.Outputs].Fill(1);
        }
    }

    /// <summary>Vectors of a length of about 1 for texts and missing values; zeros for the unseen, which training does not read.</summary>
    /// <remarks>Where they are wide enough they start as one-hot, which tells the texts apart from the first step on; else at random.</remarks>
    public void InitialiseEmbeddings(EmbeddingLayout layout, SeededRandom random)
    {
        foreach (var table in layout.Tables)
        {
            var bound = Math.Sqrt(3.0 / table.Width);
            for (var row = 0; row <= table.MissingRow; row++)
            {
                if (table.MissingRow < table.Width) Embeddings[table.RowStart(row) + row] = 1;
                else FillUniform(Embeddings.AsSpan(table.RowStart(row), table.Width), bound, random);
            }
        }
    }

    public NetworkParameters Copy()
    {
        var copy = new NetworkParameters(shape, [.. Embeddings]);
        Dense.CopyTo(copy.Dense, 0);
        RunningMeans.CopyTo(copy.RunningMeans, 0);
        RunningVariances.CopyTo(copy.RunningVariances, 0);
        return copy;
    }

    /// <summary>Where the running moments of a layer lie.</summary>
    public Range Moments(int layer)
    {
        var start = shape.Layers[..layer].Sum(l => l.Stride);
        return start..(start + shape.Layers[layer].Stride);
    }

    private static void FillUniform(Span<float> target, double bound, SeededRandom random)
    {
        foreach (ref var value in target) value = (float)(bound * ((2 * random.NextDouble()) - 1));
    }

    private void TransposeLayer(int layer, int from, int to, int start)
    {
        var shapeOfLayer = shape.Layers[layer];
        int stride = shapeOfLayer.Stride, transposedStride = Padding.Of(shapeOfLayer.Inputs);
        var target = Transposed.AsSpan(transposedStarts[layer]..transposedStarts[layer + 1]);
        var source = Dense.AsSpan(start, shapeOfLayer.WeightCount);
        for (var i = from; i < to;)
        {
            var (input, output) = Math.DivRem(i, stride);
            var rowEnd = Math.Min(to, i + stride - output);
            for (; i < rowEnd && output < shapeOfLayer.Outputs; i++, output++) target[(output * transposedStride) + input] = source[i];
            i = rowEnd;
        }
    }
}
