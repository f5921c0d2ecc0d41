using System.Text.Json;
using MlPlatform.Trust.Explanations.Lime;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>A local model of samples that the lime package drew. Input: width, features, scores, kernelWidth, selection, count. Answer: intercept, R², prediction, then feature and coefficient in turn.</summary>
internal static class LimeFit
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var width = input.GetProperty("width").GetInt32();
        var features = input.Numbers("features");
        var weights = new double[features.Length / width];
        TabularLime.Weigh(features, features.AsSpan(0, width), input.GetProperty("kernelWidth").GetDouble(), weights);
        var samples = new Neighbourhood(width, 1, features, weights, input.Numbers("scores"));
        return Numbers(LocalFit.All(samples, Selection(input.GetProperty("selection").GetString()!), input.GetProperty("count").GetInt32(), alpha: 1)[0]);
    }

    public static IReadOnlyList<double?> Numbers(LocalModel model) =>
        [model.Intercept, model.RSquared, model.Prediction, .. model.Features.Zip(model.Coefficients).SelectMany(pair => new double?[] { pair.First, pair.Second })];

    private static LimeSelection Selection(string name) => name switch
    {
        "auto" => LimeSelection.Auto,
        "none" => LimeSelection.None,
        "highest_weights" => LimeSelection.HighestWeights,
        "forward_selection" => LimeSelection.ForwardSelection,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No selection of this name."),
    };
}
