using System.Text.Json;

namespace MlPlatform.Trust.Tests.Golden;

/// <summary>What each kind of case asks of the library: from its input to the numbers to compare. One file per kind lies in Kinds/.</summary>
internal static class GoldenKinds
{
    public static IReadOnlyDictionary<string, Func<JsonElement, IReadOnlyList<double?>>> All { get; } =
        new Dictionary<string, Func<JsonElement, IReadOnlyList<double?>>>(StringComparer.Ordinal)
        {
            ["dependence.brute"] = Kinds.PartialDependenceOfFunction.Evaluate,
            ["lime.bins"] = Kinds.LimeBinsOfColumn.Evaluate,
            ["lime.fit"] = Kinds.LimeFit.Evaluate,
            ["lime.image"] = Kinds.LimeImage.Evaluate,
            ["shapley.product"] = Kinds.ShapleyOfProduct.Evaluate,
            ["slic.agreement"] = Kinds.SlicAgreement.Evaluate,
        };
}
