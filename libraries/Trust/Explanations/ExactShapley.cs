using System.Numerics;

namespace MlPlatform.Trust.Explanations;

/// <summary>Shapley values by enumeration of every coalition: the definition itself, and the oracle of the faster explainers.</summary>
/// <remarks>φ_i = Σ_{S ∌ i} |S|! (M − |S| − 1)! / M! · (v(S ∪ i) − v(S)); 2^M evaluations over the background per row.</remarks>
public static class ExactShapley
{
    /// <summary>More features than this would need more than a million evaluations per row.</summary>
    public const int MostFeatures = 20;

    public static Explanation Explain(IReadOnlyList<string> features, ScoringFunction score, Background background, ReadOnlySpan<double> rows)
    {
        var width = background.Width;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostFeatures);
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Count, width, nameof(features));

        var weights = Weights(width);
        var workspace = new double[background.WorkspaceLength];
        var coalitions = new double[1 << width];
        var values = new double[rows.Length];
        for (var start = 0; start + width <= rows.Length; start += width)
        {
            Evaluate(score, background, rows.Slice(start, width), coalitions, workspace);
            for (var feature = 0; feature < width; feature++)
            {
                values[start + feature] = Contribution(coalitions, weights, feature);
            }
        }

        return new Explanation(features, background.Value(score, background.Row(0), new bool[width], workspace), values);
    }

    private static void Evaluate(
        ScoringFunction score, Background background, ReadOnlySpan<double> row, Span<double> coalitions, Span<double> workspace)
    {
        Span<bool> present = stackalloc bool[row.Length];
        for (var coalition = 0; coalition < coalitions.Length; coalition++)
        {
            for (var feature = 0; feature < row.Length; feature++) present[feature] = (coalition >> feature & 1) == 1;
            coalitions[coalition] = background.Value(score, row, present, workspace);
        }
    }

    private static double Contribution(ReadOnlySpan<double> coalitions, ReadOnlySpan<double> weights, int feature)
    {
        var bit = 1 << feature;
        var sum = 0.0;
        for (var coalition = 0; coalition < coalitions.Length; coalition++)
        {
            if ((coalition & bit) != 0) continue;
            sum += weights[BitOperations.PopCount((uint)coalition)] * (coalitions[coalition | bit] - coalitions[coalition]);
        }

        return sum;
    }

    /// <summary>|S|! (M − |S| − 1)! / M! by the size of S.</summary>
    private static double[] Weights(int width)
    {
        var weights = new double[width];
        weights[0] = 1.0 / width;
        for (var size = 1; size < width; size++) weights[size] = weights[size - 1] * size / (width - size);
        return weights;
    }
}
