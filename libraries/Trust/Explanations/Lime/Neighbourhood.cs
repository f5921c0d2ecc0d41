namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>Samples around what is explained: what a person can read of each, how near it is, and what the model says of it.</summary>
/// <remarks>Sample 0 is the explained thing itself.</remarks>
internal sealed class Neighbourhood
{
    /// <param name="width">How many interpretable features a sample has.</param>
    /// <param name="outputs">How many scores a sample has.</param>
    /// <param name="features">Samples × width.</param>
    /// <param name="weights">By sample: its nearness, above zero for the explained thing.</param>
    /// <param name="scores">Samples × outputs.</param>
    public Neighbourhood(int width, int outputs, double[] features, double[] weights, double[] scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, weights.Length * width, nameof(features));
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, weights.Length * outputs, nameof(scores));
        (Width, Outputs, Features, Weights, Scores) = (width, outputs, features, weights, scores);
    }

    public int Width { get; }

    public int Outputs { get; }

    public double[] Features { get; }

    public double[] Weights { get; }

    public double[] Scores { get; }

    public int Samples => Weights.Length;

    public ReadOnlySpan<double> Sample(int index) => Features.AsSpan(index * Width, Width);
}
