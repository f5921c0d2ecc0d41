using System.Text.Json;
using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Kernel;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Contributions to the scores of functions. Input: width, rows, background, and what the function needs. Answer: base values, then rows × outputs × features.</summary>
internal static class ShapOfFunctions
{
    public static IReadOnlyList<double?> Kernel(JsonElement input)
    {
        var width = input.GetProperty("width").GetInt32();
        var background = new Background(input.Numbers("background"), width, input.Numbers("weights"));
        return ShapOfTrees.Values(KernelShap.Explain(Wave(width), background, input.Numbers("rows"), new KernelShapOptions(), CancellationToken.None));
    }

    public static IReadOnlyList<double?> Exact(JsonElement input)
    {
        var width = input.GetProperty("width").GetInt32();
        return ShapOfTrees.Values(ExactShapley.Explain(Wave(width), new Background(input.Numbers("background"), width), input.Numbers("rows")));
    }

    public static IReadOnlyList<double?> Linear(JsonElement input)
    {
        var width = input.GetProperty("width").GetInt32();
        var background = new Background(input.Numbers("background"), width);
        return ShapOfTrees.Values(LinearShap.Explain(Names(width), input.Numbers("coefficients"), input.Numbers("intercepts"), background, input.Numbers("rows")));
    }

    /// <summary>As the script has it: sin of a weighted sum plus the positive part of Σ x_i x_{i+1}, and that sum.</summary>
    private static Scorer Wave(int width) => new(Names(width), 2, (rows, scores) =>
    {
        for (var row = 0; row < rows.Length / width; row++)
        {
            var x = rows.Slice(row * width, width);
            double sum = 0, product = 0;
            for (var i = 0; i < width; i++)
            {
                sum += (i + 1.0) / width * x[i];
                product += x[i] * x[(i + 1) % width];
            }

            scores[2 * row] = Math.Sin(sum) + Math.Max(0, product);
            scores[(2 * row) + 1] = product;
        }
    });

    private static string[] Names(int width) => [.. Enumerable.Range(0, width).Select(i => $"f{i}")];
}
