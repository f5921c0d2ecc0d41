using System.Text.Json;
using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Kernel;
using MlPlatform.Trust.Tests.Explanations;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Contributions to the scores of functions. Input: width, rows, background, and what the function needs. Answer: base values, then rows × outputs × features.</summary>
internal static class ShapOfFunctions
{
    public static IReadOnlyList<double?> Kernel(JsonElement input)
    {
        var width = input.GetProperty("width").GetInt32();
        var background = new Background(input.Numbers("background"), width, input.Numbers("weights"));
        return ShapOfTrees.Values(KernelShap.Explain(WaveModel.Of(width), background, input.Numbers("rows"), new KernelShapOptions(), CancellationToken.None));
    }

    public static IReadOnlyList<double?> Exact(JsonElement input)
    {
        var width = input.GetProperty("width").GetInt32();
        return ShapOfTrees.Values(ExactShapley.Explain(WaveModel.Of(width), new Background(input.Numbers("background"), width), input.Numbers("rows"), CancellationToken.None));
    }

    public static IReadOnlyList<double?> Linear(JsonElement input)
    {
        var width = input.GetProperty("width").GetInt32();
        var background = new Background(input.Numbers("background"), width);
        return ShapOfTrees.Values(LinearShap.Explain(Names(width), input.Numbers("coefficients"), input.Numbers("intercepts"), background, input.Numbers("rows")));
    }

    private static string[] Names(int width) => [.. Enumerable.Range(0, width).Select(i => $"f{i}")];
}
