using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>The factors: favourable of both groups, then unfavourable of both.</summary>
internal static class ReweighingFactors
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var fitted = Reweighing.Fit(MitigationRows.Of(input).Data);
        return [.. fitted.Favorable.Concat(fitted.Unfavorable).Select(factor => factor.Value)];
    }
}
