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
        page.Append("<section id=\"dependence\">\n<h2>How the score follows a column</h2>\n");
        page.Append("<p class=\"lead\">The mean score of all rows when the column is set to each value in turn and everything else stays as it is.</p>\n");
        foreach (var finding in result.Dependence) Column(page, finding);
        page.Append("</section>\n");
    }

    private static void Column(StringBuilder page, DependenceFinding finding)
    {
        var surface = finding.Surface;
        var positions = surface.Grids[0].Values;
        double[] means = [.. Enumerable.Range(0, surface.Points).Select(point => surface.Mean(point))];
        var table = new HtmlTable().Text(finding.Column).Number("Mean score");
        for (var point = 0; point < means.Length; point++)
        {
            var value = finding.Categories is { } texts ? Html.Cell(texts[point]) : $"<td{Html.Data(positions[point])}>{Html.Number(positions[point])}</td>";
            table.Row(value, Html.Cell(means[point], Html.Number));
        }

        page.Append($"""
            <div class="card">
            <h3>{Html.Text(finding.Column)}</h3>
            {(finding.Categories is { } names ? Bars(finding.Column, names, means) : Line(finding, means))}
            {table.Folded("In numbers")}
            <p class="note">In {Html.Text(finding.Unit)}.{(finding.Categories is null ? Parts(surface) : "")} Values that hardly ever occur together are asked of the model all the same.</p>
            </div>

            """);
    }

    private static string Bars(string column, IReadOnlyList<string> names, double[] means) =>
        BarChart.Draw($"The score by {column}", [.. names.Zip(means, (name, mean) => new Bar(name, mean, "bar feature"))], Html.Number);

    private static string Line(DependenceFinding finding, double[] means)
    {
        var surface = finding.Surface;
        double[] errors = [.. Enumerable.Range(0, means.Length).Select(point => surface.StandardErrors[point * surface.Outputs])];
        return CurveChart.Draw(finding.Column, finding.Unit, new Curve(surface.Grids[0].Values, means, errors, Singles(surface), finding.Shares));
    }

    private static string Parts(DependenceSurface surface) =>
        $" The shaded band is twice the standard error to either side{(surface.Curves > 0 ? "; thin lines are single rows" : "")}; bars at the foot show where the rows are.";

    /// <summary>Some of the rows' own curves, evenly spaced among them.</summary>
    private static double[][] Singles(DependenceSurface surface)
    {
        var count = Math.Min(MostSingles, surface.Curves);
        return [.. Enumerable.Range(0, count).Select(i => surface.Curve((int)((long)i * surface.Curves / count)))];
    }
}
