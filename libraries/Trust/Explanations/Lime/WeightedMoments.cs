using System.Numerics.Tensors;

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>The weighted second moments of a neighbourhood about its weighted means: all that least squares on any subset of its features needs.</summary>
/// <remarks>
/// With weights w: x̄ = Σ w x / Σ w, <c>Gram</c> = Σ w (x − x̄)(x − x̄)ᵀ, <c>Cross</c> = Σ w (x − x̄)(y − ȳ), <c>Spread</c> = Σ w (y − ȳ)².
/// Taken once, in one pass over centred samples, so that a fit of k features costs k³ and not samples × k².
/// </remarks>
internal sealed class WeightedMoments
{
    private readonly double[] gram;
    private readonly double[] cross;

    public WeightedMoments(Neighbourhood samples)
    {
        Width = samples.Width;
        FeatureMeans = Means(samples.Features, samples.Weights, samples.Width);
        ScoreMeans = Means(samples.Scores, samples.Weights, samples.Outputs);
        gram = new double[Width * Width];
        cross = new double[samples.Outputs * Width];
        Spread = new double[samples.Outputs];
        Accumulate(samples);
    }

    public int Width { get; }

    public double[] FeatureMeans { get; }

    public double[] ScoreMeans { get; }

    /// <summary>By output: Σ w (y − ȳ)².</summary>
    public double[] Spread { get; }

    public double Gram(int one, int other) => gram[(Math.Min(one, other) * Width) + Math.Max(one, other)];

    public double Cross(int output, int feature) => cross[(output * Width) + feature];

    private void Accumulate(Neighbourhood samples)
    {
        var centred = new double[Width];
        for (var sample = 0; sample < samples.Samples; sample++)
        {
            var weight = samples.Weights[sample];
            if (weight == 0) continue;
            TensorPrimitives.Subtract(samples.Sample(sample), FeatureMeans, centred);
            AddOuterProduct(centred, weight, gram);
            for (var output = 0; output < ScoreMeans.Length; output++)
            {
                var score = samples.Scores[(sample * ScoreMeans.Length) + output] - ScoreMeans[output];
                var row = cross.AsSpan(output * Width, Width);
                TensorPrimitives.MultiplyAdd(centred, weight * score, row, row);
                Spread[output] += weight * score * score;
            }
        }
    }

    /// <summary>Adds weight · x xᵀ to the upper triangle.</summary>
    private static void AddOuterProduct(ReadOnlySpan<double> x, double weight, Span<double> upper)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var row = upper.Slice((i * x.Length) + i, x.Length - i);
            TensorPrimitives.MultiplyAdd(x[i..], weight * x[i], row, row);
        }
    }

    private static double[] Means(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, int width)
    {
        var means = new double[width];
        for (var sample = 0; sample < weights.Length; sample++)
        {
            TensorPrimitives.MultiplyAdd(values.Slice(sample * width, width), weights[sample], means, means);
        }

        TensorPrimitives.Divide(means, TensorPrimitives.Sum(weights), means);
        return means;
    }
}
