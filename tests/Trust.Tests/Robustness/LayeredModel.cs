using System.Text.Json;

namespace MlPlatform.Trust.Tests.Robustness;

/// <summary>Dense layers with tanh between them; of one output its sigmoid, of several their softmax. With derivatives.</summary>
internal sealed class LayeredModel
{
    private readonly double[][][] weights;
    private readonly double[][] biases;

    public LayeredModel(double[][][] weights, double[][] biases) => (this.weights, this.biases) = (weights, biases);

    /// <summary>Layers as the cases hold them.</summary>
    public static LayeredModel Read(JsonElement layers) => new(
        [.. layers.EnumerateArray().Select(layer => layer.GetProperty("weights").EnumerateArray().Select(Numbers).ToArray())],
        [.. layers.EnumerateArray().Select(layer => Numbers(layer.GetProperty("biases")))]);

    public int Width => weights[0][0].Length;

    public int Outputs => biases[^1].Length;

    public Scorer AsScorer() => new([.. Enumerable.Range(0, Width).Select(j => $"x{j}")], Outputs, Score) { Gradient = Gradient };

    private void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        for (var i = 0; i < scores.Length / Outputs; i++) Probabilities(Activations(rows.Slice(i * Width, Width))[^1]).CopyTo(scores[(i * Outputs)..]);
    }

    private void Gradient(ReadOnlySpan<double> row, int output, Span<double> gradient)
    {
        var kept = Activations(row);
        var p = Probabilities(kept[^1]);
        double[] delta = [.. p.Select((share, k) => p.Length == 1 ? share * (1 - share) : p[output] * ((k == output ? 1 : 0) - share))];
        for (var layer = weights.Length - 1; layer >= 0; layer--)
        {
            var below = new double[weights[layer][0].Length];
            for (var k = 0; k < delta.Length; k++)
            {
                for (var j = 0; j < below.Length; j++) below[j] += delta[k] * weights[layer][k][j];
            }

            delta = layer == 0 ? below : [.. below.Select((value, j) => value * (1 - (kept[layer][j] * kept[layer][j])))];
        }

        delta.CopyTo(gradient);
    }

    private double[][] Activations(ReadOnlySpan<double> row)
    {
        var kept = new double[weights.Length + 1][];
        kept[0] = row.ToArray();
        for (var layer = 0; layer < weights.Length; layer++)
        {
            var outputs = new double[biases[layer].Length];
            for (var k = 0; k < outputs.Length; k++)
            {
                var z = TestModels.Margin(weights[layer][k], biases[layer][k], kept[layer]);
                outputs[k] = layer == weights.Length - 1 ? z : Math.Tanh(z);
            }

            kept[layer + 1] = outputs;
        }

        return kept;
    }

    private static double[] Probabilities(double[] z)
    {
        if (z.Length == 1) return [TestModels.Sigmoid(z[0])];
        var peak = z.Max();
        var powers = Array.ConvertAll(z, value => Math.Exp(value - peak));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    private static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];
}
