using System.Numerics;

namespace MlPlatform.Trust.Explanations;

/// <summary>Shapley values by enumeration of every coalition: the definition itself, and the oracle of the faster explainers.</summary>
/// <remarks>φ_i = Σ_{S ∌ i} |S|! (M − |S| − 1)! / M! · (v(S ∪ i) − v(S)); 2^M evaluations over the background per row.</remarks>
public static class ExactShapley
{
    /// <summary>More features than this would need more than a million evaluations per row.</summary>
    public const int MostFeatures = 20;

    /// <param name="model">The model; called with many rows at once.</param>
    /// <param name="background">What absent features are.</param>
    /// <param name="rows">Row-major values.</param>
    /// <param name="cancellationToken">Checked per row.</param>
    /// <exception cref="TrustException">The model answers something that is no finite number.</exception>
    public static Explanation Explain(Scorer model, Background background, ReadOnlySpan<double> rows, CancellationToken cancellationToken)
    {
        int width = background.Width, outputs = model.Outputs;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostFeatures);
        ArgumentOutOfRangeException.ThrowIfNotEqual(model.Width, width, nameof(model));
        if (rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));

        var weights = Weights(width);
        var members = Coalitions(width);
        var workspace = CoalitionValues.Workspace(background, outputs, 1 << width);
        var worth = new double[outputs << width];
        var values = new double[rows.Length * outputs];
        for (var start = 0; start < rows.Length; start += width)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CoalitionValues.Fill(model, background, rows.Slice(start, width), members, workspace, worth);
            for (var output = 0; output < outputs; output++)
            {
                for (var feature = 0; feature < width; feature++)
                {
                    values[(((start / width * outputs) + output) * width) + feature] = Contribution(worth, outputs, output, weights, feature);
                }
            }
        }

        var baseValues = new double[outputs];
        CoalitionValues.Fill(model, background, background.Row(0), new bool[width], workspace, baseValues);
        return new Explanation(model.Features, baseValues, values);
    }

    /// <summary>Every coalition in the order of its bits: coalitions × features.</summary>
    private static bool[] Coalitions(int width)
    {
        var members = new bool[width << width];
        for (var i = 0; i < members.Length; i++) members[i] = (i / width >> (i % width) & 1) == 1;
        return members;
    }

    private static double Contribution(ReadOnlySpan<double> worth, int outputs, int output, ReadOnlySpan<double> weights, int feature)
    {
        var bit = 1 << feature;
        var sum = 0.0;
        for (var coalition = 0; coalition < worth.Length / outputs; coalition++)
        {
            if ((coalition & bit) != 0) continue;
            var gain = worth[((coalition | bit) * outputs) + output] - worth[(coalition * outputs) + output];
            sum += weights[BitOperations.PopCount((uint)coalition)] * gain;
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
