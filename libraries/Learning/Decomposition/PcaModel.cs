using System.Buffers;
using System.Numerics.Tensors;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Decomposition;

/// <summary>The principal components of encoded rows. Scores are a row's coordinates along them.</summary>
public sealed class PcaModel : ITabularModel
{
    public const string AlgorithmName = "pca";

    private const int StackLength = 256;

    private readonly PcaComponents components;
    private readonly double[] origin;

    internal PcaModel(FeatureEncoding encoding, PcaComponents components, PcaOptions options)
    {
        Encoding = encoding;
        Options = options;
        this.components = components;
        Output = new ModelOutput(OutputKind.Projection, components.Variances.Length, null);
        origin = new double[components.Variances.Length];
        for (var i = 0; i < origin.Length; i++) origin[i] = TensorPrimitives.Dot<double>(Component(i), components.Mean);
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => Encoding.Inputs;

    public ModelOutput Output { get; }

    public PcaOptions Options { get; }

    /// <summary>How raw rows become rows of features.</summary>
    public FeatureEncoding Encoding { get; }

    /// <summary>What is taken off each feature.</summary>
    public ReadOnlySpan<double> Mean => components.Mean;

    /// <summary>Per component, from the largest down: the variance of the rows along it.</summary>
    public ReadOnlySpan<double> ExplainedVariance => components.Variances;

    /// <summary>The variance of all features together.</summary>
    public double TotalVariance => components.TotalVariance;

    internal PcaComponents Components => components;

    /// <summary>One component: a direction of length 1 whose largest part is positive.</summary>
    public ReadOnlySpan<double> Component(int index) => components.Directions.AsSpan(index * Encoding.FeatureCount, Encoding.FeatureCount);

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        var width = Encoding.FeatureCount;
        var rented = width > StackLength ? ArrayPool<double>.Shared.Rent(width) : null;
        Span<double> features = rented ?? stackalloc double[StackLength];
        features = features[..width];
        try
        {
            Encoding.Encode(row, features);
            for (var i = 0; i < origin.Length; i++) outputs[i] = TensorPrimitives.Dot(Component(i), features) - origin[i];
        }
        finally
        {
            if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        }
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => PcaFormat.Save(this, stream, metrics);
}

/// <summary>What principal component analysis finds.</summary>
/// <param name="Directions">Component × feature.</param>
/// <param name="Variances">Per component, from the largest down.</param>
/// <param name="Mean">What is taken off each feature.</param>
/// <param name="TotalVariance">The variance of all features together.</param>
internal sealed record PcaComponents(double[] Directions, double[] Variances, double[] Mean, double TotalVariance)
{
    /// <summary>Turns each direction so that its largest part, the first of equals, is positive.</summary>
    public PcaComponents WithSigns()
    {
        var width = Mean.Length;
        for (var start = 0; start < Directions.Length; start += width)
        {
            var direction = Directions.AsSpan(start, width);
            var largest = 0;
            for (var i = 1; i < width; i++)
            {
                if (Math.Abs(direction[i]) > Math.Abs(direction[largest])) largest = i;
            }

            if (direction[largest] < 0) TensorPrimitives.Negate(direction, direction);
        }

        return this;
    }
}
