using System.Text.Json;
using MlPlatform.Trust.Explanations;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Exact Shapley values of x·y against a background of zeros. Input: row.</summary>
internal static class ShapleyOfProduct
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        double[] row = [.. input.GetProperty("row").EnumerateArray().Select(value => value.GetDouble())];
        var model = new Scorer(["x", "y"], 1, (rows, scores) =>
        {
            for (var i = 0; i < scores.Length; i++) scores[i] = rows[2 * i] * rows[(2 * i) + 1];
        });
        return [.. ExactShapley.Explain(model, new Background([0, 0], 2), row, CancellationToken.None).Row(0).ToArray().Select(value => (double?)value)];
    }
}
