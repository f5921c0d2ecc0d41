using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Threshold and margin. Input: rows, metric, bound, thresholds, margins.</summary>
internal static class RejectOptionCut
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var rows = MitigationRows.Of(input);
        var bound = input.GetProperty("bound").GetDouble();
        var fitted = new RejectOptionSearch
        {
            Metric = input.GetProperty("metric").GetString() switch
            {
                "Statistical parity difference" => RejectOptionMetric.StatisticalParityDifference,
                "Average odds difference" => RejectOptionMetric.AverageOddsDifference,
                _ => RejectOptionMetric.EqualOpportunityDifference,
            },
            LowerBound = -bound,
            UpperBound = bound,
            Thresholds = input.GetProperty("thresholds").GetInt32(),
            Margins = input.GetProperty("margins").GetInt32(),
        }.Fit(rows.Data, rows.Scores);
        return [fitted.Threshold, fitted.Margin];
    }
}
