using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Mix rates of the rest and the group, then base rates. Input: rows, cost.</summary>
internal static class CalibratedOdds
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var rows = MitigationRows.Of(input);
        var cost = input.GetProperty("cost").GetString() switch
        {
            "fpr" => CalibratedCost.FalsePositiveRate,
            "fnr" => CalibratedCost.FalseNegativeRate,
            _ => CalibratedCost.Weighted,
        };
        var fitted = CalibratedEqualizedOdds.Fit(rows.Data, rows.Scores, cost);
        return [.. fitted.MixRates.Concat(fitted.BaseRates).Select(rate => (double?)rate)];
    }
}
