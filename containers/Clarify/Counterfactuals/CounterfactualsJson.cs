using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Models;
using MlPlatform.Trust.Counterfactuals;

namespace MlPlatform.Clarify.Counterfactuals;

/// <summary>counterfactuals.json and the summary of it that stands in analysis.json.</summary>
internal static class CounterfactualsJson
{
    public const string FileName = "counterfactuals/counterfactuals.json";

    public static void Write(CounterfactualFindings findings, Stream stream)
    {
        var root = new JsonObject
        {
            ["version"] = "1.0",
            ["wanted"] = findings.Wanted,
            ["distance"] = findings.Distance,
            ["rows"] = new JsonArray([.. findings.Rows.Select(row => Row(findings, row))]),
        };
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        root.WriteTo(json);
    }

    public static JsonObject Summary(CounterfactualFindings findings) => new()
    {
        ["wanted"] = findings.Wanted,
        ["rows"] = findings.Rows.Count,
        ["rows_found"] = findings.Rows.Count(row => row.Result.Outcome == CounterfactualOutcome.Found),
        ["mean_changes"] = findings.All.Any() ? findings.All.Average(one => one.Changes) : null,
        ["mean_distance"] = findings.All.Any() ? findings.All.Average(one => one.Distance) : null,
        ["changed_columns"] = new JsonObject(Changed(findings).Select(column => KeyValuePair.Create(column.Name, (JsonNode?)column.Count))),
        ["file"] = FileName,
    };

    /// <summary>In how many of the first counterfactuals of the rows each column changed, the most frequent first.</summary>
    public static IReadOnlyList<(string Name, int Count)> Changed(CounterfactualFindings findings) =>
    [
        .. findings.Rows.Where(row => row.Result.Counterfactuals.Count > 0)
            .SelectMany(row => Enumerable.Range(0, row.Row.Length).Where(j => !row.Row[j].Equals(row.Result.Counterfactuals[0].Row[j])))
            .GroupBy(j => j).OrderByDescending(column => column.Count()).ThenBy(column => column.Key)
            .Select(column => (findings.Model.Inputs[column.Key].Name, column.Count())),
    ];

    private static JsonObject Row(CounterfactualFindings findings, CounterfactualRow row) => new()
    {
        ["row"] = row.Index,
        ["outcome"] = row.Result.Outcome switch
        {
            CounterfactualOutcome.Found => "found",
            CounterfactualOutcome.HoldsAlready => "holds_already",
            _ => "none_found",
        },
        ["counterfactuals"] = new JsonArray([.. row.Result.Counterfactuals.Select(one => One(findings, row.Row, one))]),
        ["nearest_attempt"] = row.Result.NearestAttempt is { } attempt ? One(findings, row.Row, attempt) : null,
        ["exact"] = row.Result.IsExact,
        ["diversity"] = row.Result.Diversity,
        ["queries"] = row.Result.Queries,
    };

    private static JsonObject One(CounterfactualFindings findings, double[] row, Counterfactual one) => new()
    {
        ["changes"] = RowValues.Changes(findings.Model, row, one.Row),
        ["scores"] = new JsonArray([.. one.Scores.Select(score => JsonValue.Create(score))]),
        ["distance"] = one.Distance,
        ["nearest_known"] = one.NearestKnown,
        ["cost"] = one.Cost,
    };
}
