using System.Text;
using MlPlatform.Clarify.Bias;

namespace MlPlatform.Clarify.Report;

/// <summary>The part of the page about one group: shares, metrics, and each metric in words.</summary>
internal static class GroupSection
{
    public static void Write(StringBuilder page, GroupBias bias)
    {
        page.Append($"""
            <h2>{Html.Text(bias.Group.Title)} against {Html.Text(bias.Group.RestTitle)}</h2>
            <div class="card">
            <p class="lead">{Html.Count(bias.Counts.Group.Rows)} rows are in the group, {Html.Count(bias.Counts.Rest.Rows)} in the rest{LeftOut(bias)}.</p>
            <h3>How often the outcome is favourable</h3>
            {ShareChart.Draw(bias)}

            """);
        var chart = MetricChart.Draw(bias);
        if (chart.Length > 0) page.Append("<h3>The metrics at a glance</h3>\n").Append(chart);
        Table(page, "Metrics of the data", bias.PreTraining, bias.Group);
        Table(page, "Metrics of the model", bias.PostTraining, bias.Group);
        page.Append("</div>\n");
    }

    private static string LeftOut(GroupBias bias) =>
        bias.LeftOut == 0 ? "" : $"; {Html.Count(bias.LeftOut)} without a value, a label or a prediction are in neither";

    private static void Table(StringBuilder page, string title, IReadOnlyList<MetricResult> metrics, FacetGroup group)
    {
        if (metrics.Count == 0) return;
        page.Append($"<h3>{title}</h3>\n<table>\n<tr><th>Metric</th><th class=\"number\">Value</th><th>What it says</th></tr>\n");
        foreach (var result in metrics)
        {
            var value = result.Outcome.Value is { } number ? Html.Number(number) : "–";
            page.Append($"""
                <tr><td><b>{result.Metric.Name}</b><small>{Html.Text(Name(result.Metric.Description))}</small></td><td class="number {Verdict.Class(Verdict.Of(result))}-text">{value}</td><td>{Html.Text(Sentences.Of(result, group))}</td></tr>

                """);
        }

        page.Append("</table>\n");
    }

    private static string Name(string description) => description.Split(" (")[0];
}
