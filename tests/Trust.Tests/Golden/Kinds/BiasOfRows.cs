using System.Text.Json;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Metrics that look at rows. Input: features (row-major), width; group and favorable as 0 and 1, or labels and neighbors, or favorable and predicted.</summary>
internal static class BiasOfRows
{
    public static IReadOnlyList<double?> Flip(JsonElement input) =>
    [
        FlipTest.Of(Features(input), Array.ConvertAll(input.Codes("group"), code => code == 1), Array.ConvertAll(input.Codes("favorable"), code => code == 1), 2, CancellationToken.None).Value,
    ];

    public static IReadOnlyList<double?> Consistent(JsonElement input) =>
        [Consistency.Of(Features(input), input.Numbers("labels"), input.GetProperty("neighbors").GetInt32(), 2, CancellationToken.None).Value];

    /// <summary>γ of false positives and of false negatives.</summary>
    public static IReadOnlyList<double?> Rich(JsonElement input)
    {
        var favorable = Array.ConvertAll(input.Codes("favorable"), code => code == 1);
        return
        [
            RichSubgroups.FalsePositives(Features(input), favorable, input.Numbers("predicted")).Outcome.Value,
            RichSubgroups.FalseNegatives(Features(input), favorable, input.Numbers("predicted")).Outcome.Value,
        ];
    }

    private static FeatureRows Features(JsonElement input) => new(input.Numbers("features"), input.GetProperty("width").GetInt32());
}
