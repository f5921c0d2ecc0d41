using System.Text;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Counterfactuals;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Clarify.Robustness;
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
        page.Append($"""
            <section id="counterfactuals">
            <h2>What would have to be otherwise</h2>
            <div class="card">
            <p>For <span{Html.Data(found)}>{Html.Count(found)}</span> of <span{Html.Data(findings.Rows.Count)}>{Html.Count(findings.Rows.Count)}</span> rows a possible row was found that the model gives {Html.Text(findings.Wanted)}.
            Below stands the nearest for each; the others stand in {CounterfactualsJson.FileName}.</p>

            """);
        if (found > 0) page.Append(BarChart.Draw("Columns that change most often", [.. CounterfactualsJson.Changed(findings).Take(MostBars).Select(column => new Bar(column.Name, column.Count, "bar feature"))], Html.Count));
        page.Append("<div class=\"wide\"><table>\n<thead><tr><th>Row</th><th>If this were otherwise</th></tr></thead>\n<tbody>\n");
        foreach (var row in findings.Rows.Take(MostRows)) page.Append($"<tr><td>{Html.Count(row.Index)}</td><td>{InWords(findings, row)}</td></tr>\n");
        page.Append("</tbody>\n</table></div>\n<p class=\"note\">Rows are counted from 0. This is what the model would answer, not what would happen: it changes single columns and leaves the others as they are.</p>\n</div>\n</section>\n");
    }

    private static string InWords(CounterfactualFindings findings, CounterfactualRow row) => row.Result.Outcome switch
    {
        CounterfactualOutcome.HoldsAlready => "It has the outcome already.",
        CounterfactualOutcome.NoneFound => "No possible row with the outcome was found.",
        _ => string.Join("; ", RowValues.Changes(findings.Model, row.Row, row.Result.Counterfactuals[0].Row).Select(change =>
            $"<b>{Html.Name(change.Key)}</b> {Html.Text(Text(change.Value!["from"]))} → {Html.Text(Text(change.Value["to"]))}")),
    };

    private static string Text(JsonNode? value) => value is JsonValue number && number.TryGetValue<double>(out var plain) ? Config.Numbers.Of(plain) : value?.ToString() ?? "missing";
}
