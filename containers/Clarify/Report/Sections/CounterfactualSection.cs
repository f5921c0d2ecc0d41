using System.Text;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Counterfactuals;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Counterfactuals;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>What would have to be otherwise for some rows to have another outcome.</summary>
internal static class CounterfactualSection
{
    private const int MostRows = 10;
    private const int MostBars = 8;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Counterfactuals is not { } findings) return;
        var found = findings.Rows.Count(row => row.Result.Outcome == CounterfactualOutcome.Found);
        var table = new HtmlTable().Text("Row").Text("If this were otherwise");
        foreach (var row in findings.Rows.Take(MostRows)) table.Row(Html.Cell(Html.Count(row.Index)), $"<td>{InWords(findings, row)}</td>");
        page.Append($"""
            <section id="counterfactuals">
            <h2>What would have to be otherwise</h2>
            <div class="card">
            <p>For {Html.Exact(found, Html.Count)} of {Html.Exact(findings.Rows.Count, Html.Count)} rows a possible row was found that the model gives {Html.Text(findings.Wanted)}.
            Below stands the nearest for each; the others stand in {CounterfactualsJson.FileName}.</p>
            {(found > 0 ? BarChart.Draw("Columns that change most often", Bars(findings), Html.Count) : "")}
            {table.Markup}
            <p class="note">Rows are counted from 0. This is what the model would answer, not what would happen: it changes single columns and leaves the others as they are.</p>
            </div>
            </section>

            """);
    }

    private static Bar[] Bars(CounterfactualFindings findings) =>
        [.. CounterfactualsJson.Changed(findings).Take(MostBars).Select(column => new Bar(column.Name, column.Count, "bar feature"))];

    private static string InWords(CounterfactualFindings findings, CounterfactualRow row) => row.Result.Outcome switch
    {
        CounterfactualOutcome.HoldsAlready => "It has the outcome already.",
        CounterfactualOutcome.NoneFound => "No possible row with the outcome was found.",
        _ => string.Join("; ", RowValues.Changes(findings.Model, row.Row, row.Result.Counterfactuals[0].Row).Select(change =>
            $"<b>{Html.Name(change.Key)}</b> {Html.Text(Text(change.Value!["from"]))} → {Html.Text(Text(change.Value["to"]))}")),
    };

    private static string Text(JsonNode? value) => value is JsonValue number && number.TryGetValue<double>(out var plain) ? Config.Numbers.Of(plain) : value?.ToString() ?? "missing";
}
