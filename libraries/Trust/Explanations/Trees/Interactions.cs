namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Contributions of pairs of features to the scores of rows; per row and output they and the base value add up to the score.</summary>
/// <remarks>
/// The pair (i, j) and the pair (j, i) each hold half of the Shapley interaction index (Fujimoto, Kojadinovic and Marichal, 2006); the pair
/// (i, i) holds what is left of the feature's Shapley value φ_i, its main effect: Σ_j φ_ij = φ_i. Laid out row × output × feature × feature.
/// </remarks>
public sealed class Interactions
{
    private readonly double[] values;

    internal Interactions(IReadOnlyList<string> features, double[] baseValues, double[] values)
    {
        Features = features;
        BaseValues = baseValues;
        this.values = values;
    }

    public IReadOnlyList<string> Features { get; }

    /// <summary>One per output: the mean score when nothing is known of the row.</summary>
    public double[] BaseValues { get; }

    public int Outputs => BaseValues.Length;

    public int Rows => values.Length / (Outputs * Features.Count * Features.Count);

    /// <summary>The symmetric matrix of one score of one row, features × features.</summary>
    public ReadOnlySpan<double> Row(int index, int output = 0)
    {
        var size = Features.Count * Features.Count;
        return values.AsSpan(((index * Outputs) + output) * size, size);
    }

    /// <summary>Room for the matrices of so many contributions.</summary>
    internal static double[] Allocate(int contributions, int width) => (long)contributions * width <= Array.MaxLength
        ? new double[contributions * width]
        : throw new ArgumentException($"The pairs of {contributions} contributions to {width} features each are more than one array holds; ask for fewer rows at a time.");

    /// <summary>Fills the lower half of a matrix from the upper, and the diagonal from the features' whole contributions.</summary>
    internal static void Complete(Span<double> matrix, ReadOnlySpan<double> contributions)
    {
        var width = contributions.Length;
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < i; j++) matrix[(i * width) + j] = matrix[(j * width) + i];
        }

        for (var i = 0; i < width; i++)
        {
            var main = contributions[i];
            for (var j = 0; j < width; j++) main -= j == i ? 0 : matrix[(i * width) + j];
            matrix[(i * width) + i] = main;
        }
    }
}
