using System.Text.Json;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Metrics that look at neighbours. Input: features (row-major), width; group and favorable as 0 and 1, or labels and neighbors.</summary>
internal static class BiasNeighbors
{
    public static IReadOnlyList<double?> Flip(JsonElement input) =>
    [
        FlipTest.Of(Features(input), Array.ConvertAll(input.Codes("group"), code => code == 1), Array.ConvertAll(input.Codes("favorable"), code => code == 1), 2, CancellationToken.None).Value,
    ];

    public static IReadOnlyList<double?> Consistent(JsonElement input) =>
        [Consistency.Of(Features(input), input.Numbers("labels"), input.GetProperty("neighbors").GetInt32(), 2, CancellationToken.None).Value];

    private static FeatureRows Features(JsonElement input) => new(input.Numbers("features"), input.GetProperty("width").GetInt32());
}
