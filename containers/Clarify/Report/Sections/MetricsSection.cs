using System.Text;
using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>Every metric of every group: which way, how large, how sure, and in words.</summary>
internal static class MetricsSection
{
    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Groups.Count == 0) return;
        page.Append("<section id=\"metrics\">\n<h2>The metrics</h2>\n");
        foreach (var (group, i) in Verdict.WorstFirst(result.Groups).Select((group, i) => (group, i))) Group(page, group, isOpen: i == 0);
        page.Append("</section>\n");
    }

    private static void Group(StringBuilder page, GroupBias bias, bool isOpen)
    {
        var leftOut = bias.LeftOut == 0 ? "" : $"; {Html.Count(bias.LeftOut)} without a value, a label or a prediction are in neither";
        page.Append($"""
            <div class="card">
            <h3>{Html.Text(bias.Group.Title)} against {Html.Text(bias.Group.RestTitle)}</h3>
            <p class="lead">{Html.Count(bias.Counts.Group.Rows)} rows are in the group, {Html.Count(bias.Counts.Rest.Rows)} in the rest{leftOut}.</p>

            """);
        var estimates = bias.PreTraining.Concat(bias.PostTraining).Where(result => result.Outcome.Value is >= -1 and <= 1 && result.Metric.IsDirected()).Select(Estimate).ToArray();
        if (estimates.Length > 0)
        {
            page.Append(IntervalChart.Draw($"Metrics of {bias.Group.Title}", estimates, Verdict.ActAt, "the rest is worse off", "the group is worse off"));
        }

        page.Append(Table("Metrics of the data", bias.PreTraining, bias.Group, isOpen)).Append(Table("Metrics of the model", bias.PostTraining, bias.Group, isOpen));
        page.Append("</div>\n");
    }

    /// <summary>Drawn so that right always means "the group is worse off", whichever sign the metric gives to that.</summary>
    private static Estimate Estimate(MetricResult result)
    {
        var turned = result.Metric.Reading == BiasReading.BelowDisfavorsGroup;
        var value = result.Outcome.Value!.Value;
        (double Low, double High)? range = result.Interval is { Lower: { } low, Upper: { } high } ? turned ? (-high, -low) : (low, high) : null;
        return new Estimate(
            result.Metric.Name, turned ? -value : value, range, value, Verdict.Class(Verdict.Of(result)),
            $"{result.Metric.Description}: {Html.Number(value)}");
    }

    private static string Table(string title, IReadOnlyList<MetricResult> metrics, FacetGroup group, bool isOpen)
    {
        if (metrics.Count == 0) return "";
        var table = new HtmlTable().Text("Metric").Number("Value").Number("95 % interval").Text("What it says");
        foreach (var result in metrics)
        {
            table.Row(
                $"<td class=\"metric\"><b>{Html.Text(result.Metric.Name)}</b><small>{Html.Text(result.Metric.Description.Split(" (")[0])}</small></td>",
                Html.Cell(result.Outcome.Value, Html.Number, Verdict.TextClass(result)),
                Html.RangeCell(result.Interval?.Lower, result.Interval?.Upper, Certainty.Words(result.Metric, result.Interval)),
                Html.Cell(Sentences.Of(result, group)));
        }

        return table.Folded(title, isOpen);
    }
}
