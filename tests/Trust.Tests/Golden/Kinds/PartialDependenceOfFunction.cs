using System.Text.Json;
using MlPlatform.Trust.Explanations.PartialDependence;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Partial dependence of a stated function. Input: width, rows, features, resolution, tail, outputs. Answer: the grids, the means, the first row's own curve.</summary>
/// <remarks>The function: t = sin(x₀) x₁ + (x₂ > ½ ? x₀ : x₁² / 10); with three outputs the softmax of t, x₀ / 2, 0.</remarks>
internal static class PartialDependenceOfFunction
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        int width = input.GetProperty("width").GetInt32(), outputs = input.GetProperty("outputs").GetInt32();
        var rows = input.Numbers("rows");
        FeatureGrid[] grids = [.. input.Codes("features").Select(feature =>
            FeatureGrid.Even(rows, width, feature, input.GetProperty("resolution").GetInt32(), input.GetProperty("tail").GetDouble()))];
        var model = new Scorer([.. Enumerable.Range(0, width).Select(i => $"x{i}")], outputs, (data, scores) => Score(data, scores, width, outputs));

        var surface = Dependence.Compute(model, rows, grids, new DependenceOptions { Individual = true, Threads = 2 }, CancellationToken.None);

        var first = Enumerable.Range(0, surface.Points).SelectMany(point => Enumerable.Range(0, outputs).Select(output => surface.Curve(0, output)[point]));
        return [.. grids.SelectMany(grid => grid.Values).Concat(surface.Means).Concat(first).Select(value => (double?)value)];
    }

    private static void Score(ReadOnlySpan<double> rows, Span<double> scores, int width, int outputs)
    {
        for (var row = 0; row < rows.Length / width; row++)
        {
            var x = rows.Slice(row * width, width);
            var term = (Math.Sin(x[0]) * x[1]) + (x[2] > 0.5 ? x[0] : 0.1 * x[1] * x[1]);
            if (outputs == 1)
            {
                scores[row] = term;
                continue;
            }

            double first = Math.Exp(term), second = Math.Exp(0.5 * x[0]), sum = first + second + 1;
            scores[row * 3] = first / sum;
            scores[(row * 3) + 1] = second / sum;
            scores[(row * 3) + 2] = 1 / sum;
        }
    }
}
