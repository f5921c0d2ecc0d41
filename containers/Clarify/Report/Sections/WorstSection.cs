using System.Text;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>Where it is worst: the two values of a facet furthest apart, and the intersections of facets that fare worst.</summary>
internal static class WorstSection
{
    private const int MostBars = 8;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.WorstPairs.Count == 0 && result.Intersections is null) return;
        page.Append("<section id=\"worst\">\n<h2>Where it is worst</h2>\n");
        if (result.WorstPairs.Count > 0) Pairs(page, result.WorstPairs);
        if (result.Intersections is { } intersections) Intersections(page, intersections);
        page.Append("</section>\n");
    }

    private static void Pairs(StringBuilder page, IEnumerable<WorstPairFinding> pairs)
    {
        var table = new HtmlTable().Text("Worse off").Text("Compared with").Text("Metric").Number("Value").Number("95 % interval");
        foreach (var pair in pairs)
        {
            table.Row(
                Html.Cell(pair.Group), Html.Cell(pair.With), $"<td><b>{Html.Text(pair.Metric.Name)}</b></td>", Html.Cell(pair.Interval.Value.Value, Html.Number),
                Html.RangeCell(pair.Interval.Lower, pair.Interval.Upper));
        }

        page.Append($"""
            <div class="card">
            <h3>Between two values of a facet</h3>
            {table.Markup}
            <p class="note">The worst of many pairs is far apart by chance too; the interval is that of the pair alone.</p>
            </div>

            """);
    }

    private static void Intersections(StringBuilder page, IntersectionFinding found)
    {
        var worst = found.Findings.Worst;
        page.Append("<div class=\"card\">\n<h3>Where facets meet</h3>\n");
        if (worst.Count == 0)
        {
            page.Append($"<p class=\"empty\">No intersection of facets has {Html.Count(found.MinimumRows)} rows or more and a value of {Html.Text(found.Metric.Name)}.</p>\n</div>\n");
            return;
        }

        var table = new HtmlTable().Text("Intersection").Number("Rows").Number(found.Metric.Name);
        foreach (var item in worst)
        {
            table.Row(Html.Cell(Sentences.Intersection(item)), Html.Cell(item.Comparison.Group.RowCount, Html.Count), Html.Cell(item.Outcome.Value, Html.Number));
        }

        page.Append($"""
            {BarChart.Draw($"{found.Metric.Name} by intersection", [.. worst.Take(MostBars).Select(item => Bar(found, item))], Html.Number)}
            {table.Folded($"All {Html.Count(worst.Count)} in numbers")}
            <p class="note">Each is held against all other rows, by {Html.Text(found.Metric.Description)}. {Html.Count(found.Findings.Tested)} intersections were
            looked at, {Html.Count(found.Findings.TooSmall)} have fewer than {Html.Count(found.MinimumRows)} rows. The worst of many looks bad by chance too:
            take it as a place to look, not as proof.</p>
            </div>

            """);
    }

    private static Bar Bar(IntersectionFinding found, Intersection item) =>
        new(Sentences.Intersection(item), item.Outcome.Value!.Value, $"bar {Verdict.Class(Verdict.Of(found.Metric, item.Outcome.Value))}");
}
