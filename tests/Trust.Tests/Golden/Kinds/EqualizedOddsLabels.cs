using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>The chances of the rest, of the group, and the objective of AIF360's program: twice FPR less TPR. Input: rows, cut of the scores.</summary>
internal static class EqualizedOddsLabels
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var rows = MitigationRows.Of(input);
        var fitted = EqualizedOddsMixing.Fit(rows.Data, rows.Predicted(input.GetProperty("cut").GetDouble()));
        return
        [
            fitted.Groups[0].KeepFavorable, fitted.Groups[0].MakeFavorable, fitted.Groups[1].KeepFavorable, fitted.Groups[1].MakeFavorable,
            2 * (fitted.FalsePositiveRate - fitted.TruePositiveRate),
        ];
    }
}
