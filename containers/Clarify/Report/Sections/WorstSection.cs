using System.Text;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;

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
        page.Append("""
            <div class="card">
            <h3>Between two values of a facet</h3>
            <div class="wide"><table>
            <thead><tr><th>Worse off</th><th>Compared with</th><th>Metric</th><th class="number">Value</th><th class="number">95 % interval</th></tr></thead>
            <tbody>

            """);
        foreach (var pair in pairs)
        {
            page.Append($"<tr><td>{Html.Name(pair.Group)}</td><td>{Html.Name(pair.With)}</td><td><b>{Html.Text(pair.Metric.Name)}</b></td>{Html.Cell(pair.Interval.Value.Value, Html.Number)}{Html.RangeCell(pair.Interval.Lower, pair.Interval.Upper)}</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n<p class=\"note\">The worst of many pairs is far apart by chance too; the interval is that of the pair alone.</p>\n</div>\n");
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

        Bar[] bars = [.. worst.Take(MostBars).Select(item => new Bar(Sentences.Intersection(item), item.Outcome.Value!.Value, $"bar {Verdict.Class(Verdict.Of(found.Metric, item.Outcome.Value))}"))];
        page.Append(BarChart.Draw($"{found.Metric.Name} by intersection", bars, Html.Number));
        page.Append($"<details><summary>All {Html.Count(worst.Count)} shown in numbers</summary><div class=\"wide\"><table>\n<thead><tr><th>Intersection</th><th class=\"number\">Rows</th><th class=\"number\">{Html.Text(found.Metric.Name)}</th></tr></thead>\n<tbody>\n");
        foreach (var item in worst) page.Append($"<tr><td>{Html.Name(Sentences.Intersection(item))}</td>{Html.Cell(item.Comparison.Group.RowCount, Html.Count)}{Html.Cell(item.Outcome.Value, Html.Number)}</tr>\n");
        page.Append($"""
            </tbody>
            </table></div></details>
            <p class="note">Each is held against all other rows, by {Html.Text(found.Metric.Description)}. {Html.Count(found.Findings.Tested)} intersections were looked at, {Html.Count(found.Findings.TooSmall)}
            have fewer than {Html.Count(found.MinimumRows)} rows. The worst of many looks bad by chance too: take it as a place to look, not as proof.</p>
            </div>

            """);
    }
}
