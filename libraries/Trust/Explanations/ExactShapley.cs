using System.Numerics;

namespace MlPlatform.Trust.Explanations;

/// <summary>Shapley values by enumeration of every coalition: the definition itself, and the oracle of the faster explainers.</summary>
/// <remarks>φ_i = Σ_{S ∌ i} |S|! (M − |S| − 1)! / M! · (v(S ∪ i) − v(S)); 2^M evaluations over the background per row.</remarks>
public static class ExactShapley
{
    /// <summary>More features than this would need more than a million evaluations per row.</summary>
    public const int MostFeatures = 20;

    public static Explanation Explain(Scorer model, Background background, ReadOnlySpan<double> rows)
    {
        int width = background.Width, outputs = model.Outputs;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostFeatures);
        ArgumentOutOfRangeException.ThrowIfNotEqual(model.Width, width, nameof(model));

        var weights = Weights(width);
        var workspace = new double[background.WorkspaceLength(outputs)];
        var coalitions = new double[outputs << width];
        var values = new double[rows.Length * outputs];
        for (var start = 0; start + width <= rows.Length; start += width)
        {
            Evaluate(model, background, rows.Slice(start, width), coalitions, workspace);
            for (var output = 0; output < outputs; output++)
            {
                for (var feature = 0; feature < width; feature++)
                {
                    values[(((start / width * outputs) + output) * width) + feature] = Contribution(coalitions, outputs, output, weights, feature);
                }
            }
        }

        var baseValues = new double[outputs];
        background.Value(model, background.Row(0), new bool[width], workspace, baseValues);
        return new Explanation(model.Features, baseValues, values);
    }

    private static void Evaluate(Scorer model, Background background, ReadOnlySpan<double> row, Span<double> coalitions, Span<double> workspace)
    {
        Span<bool> present = stackalloc bool[row.Length];
        for (var coalition = 0; coalition < 1 << row.Length; coalition++)
        {
            for (var feature = 0; feature < row.Length; feature++) present[feature] = (coalition >> feature & 1) == 1;
            background.Value(model, row, present, workspace, coalitions.Slice(coalition * model.Outputs, model.Outputs));
        }
    }

    private static double Contribution(ReadOnlySpan<double> coalitions, int outputs, int output, ReadOnlySpan<double> weights, int feature)
    {
        var bit = 1 << feature;
        var sum = 0.0;
        for (var coalition = 0; coalition < coalitions.Length / outputs; coalition++)
        {
            if ((coalition & bit) != 0) continue;
            var gain = coalitions[((coalition | bit) * outputs) + output] - coalitions[(coalition * outputs) + output];
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
