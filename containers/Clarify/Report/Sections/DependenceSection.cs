using System.Text;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Explanations.PartialDependence;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>How the score follows single columns.</summary>
internal static class DependenceSection
{
    private const int MostSingles = 60;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Dependence.Count == 0) return;
        page.Append("<section id=\"dependence\">\n<h2>How the score follows a column</h2>\n<p class=\"lead\">The mean score of all rows when the column is set to each value in turn and everything else stays as it is.</p>\n");
        foreach (var finding in result.Dependence) Column(page, finding);
        page.Append("</section>\n");
    }

    private static void Column(StringBuilder page, DependenceFinding finding)
    {
        var surface = finding.Surface;
        var positions = surface.Grids[0].Values;
        double[] means = [.. Enumerable.Range(0, surface.Points).Select(point => surface.Mean(point))];
        page.Append($"<div class=\"card\">\n<h3>{Html.Text(finding.Column)}</h3>\n");
        page.Append(finding.Categories is { } names
            ? BarChart.Draw($"The score by {finding.Column}", [.. names.Zip(means, (name, mean) => new Bar(name, mean, "bar feature"))], Html.Number)
            : CurveChart.Draw(finding.Column, finding.Unit, new Curve(positions, means, [.. Enumerable.Range(0, means.Length).Select(point => surface.StandardErrors[point * surface.Outputs])], Singles(surface), finding.Shares)));
        page.Append($"<details><summary>In numbers</summary><div class=\"wide\"><table>\n<thead><tr><th>{Html.Text(finding.Column)}</th><th class=\"number\">Mean score</th></tr></thead>\n<tbody>\n");
        for (var point = 0; point < means.Length; point++)
        {
            var value = finding.Categories is { } texts ? $"<td>{Html.Text(texts[point])}</td>" : $"<td{Html.Data(positions[point])}>{Html.Number(positions[point])}</td>";
            page.Append($"<tr>{value}{Html.Cell(means[point], Html.Number)}</tr>\n");
        }

        var shown = finding.Categories is not null ? "" : $" The shaded band is twice the standard error to either side{(surface.Curves > 0 ? "; thin lines are single rows" : "")}; bars at the foot show where the rows are.";
        page.Append($"</tbody>\n</table></div></details>\n<p class=\"note\">In {Html.Text(finding.Unit)}.{shown} Values that hardly ever occur together are asked of the model all the same.</p>\n</div>\n");
    }

    private static double[][] Singles(DependenceSurface surface) =>
        [.. Enumerable.Range(0, Math.Min(MostSingles, surface.Curves)).Select(i => surface.Curve((int)((long)i * surface.Curves / Math.Min(MostSingles, surface.Curves))))];
}
