using System.Text;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Clarify.Robustness;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>How hard the model is to mislead: overall, by how much rows are changed, by label and by group.</summary>
internal static class RobustnessSection
{
    private const double Surely = 0.05;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Robustness is not { } found) return;
        var all = found.Report.All;
        page.Append($"""
            <section id="robustness">
            <h2>How easily the model is misled</h2>
            <div class="card">
            <p><b>Of {Html.Count(all.Count)} rows, {Sentence(all)}</p>
            {Curve(all)}
            <p class="note">The curve is the share of rows whose answer no attack turned with a change of at most so much. Changes are counted in the usual spread of
            each column, so 1 is an ordinary difference between two rows; what may not change stays, and every changed row is a possible one. An attack finds
            a small change, not always the smallest: the model is at most as robust as this.</p>
            {Table(found).Markup}
            {(found.Report.GroupGap is { } gap ? $"<p>{Gap(gap)}</p>" : "")}
            <p class="note">The score is the area under the curve up to {Html.Exact(found.Report.Reach, Html.Number)}: 0 where every row falls to nothing, 1 where none
            falls so near. The rows stand in {RobustnessJson.FileName}.</p>
            </div>
            </section>

            """);
    }

    private static string Sentence(RobustnessFigures all)
    {
        var half = all.Median.Value.Value is { } median ? $"half turn with a change of {Html.Exact(median, Html.Number)} or less" : "half or more withstood every attack";
        return $"{half}.</b> Robustness score <b>{Html.Exact(all.Score.Value.Value!.Value, Html.Number)}</b>.";
    }

    private static string Curve(RobustnessFigures all)
    {
        double[] sizes = [.. all.Curve.Select(point => point.Epsilon)], shares = [.. all.Curve.Select(point => point.Accuracy)];
        return CurveChart.Draw(
            "size of the change", "share of rows that keep their answer", new Curve(sizes, shares, new double[sizes.Length], [], []), "Answers kept by the size of the change");
    }

    private static HtmlTable Table(RobustnessFindings found)
    {
        var table = new HtmlTable().Text("Rows of").Number("Rows").Number("Score").Number("95 % interval").Number("Median change").Number("Turned at all");
        Row(table, "all", found.Report.All);
        foreach (var figures in found.Report.Classes) Row(table, $"answer {found.LabelOf(figures)}", figures);
        foreach (var figures in found.Report.Groups) Row(table, figures.Name, figures);
        return table;
    }

    private static void Row(HtmlTable table, string name, RobustnessFigures figures) => table.Row(
        Html.Cell(name), Html.Cell(figures.Count, Html.Count), Html.Cell(figures.Score.Value.Value, Html.Number), Html.RangeCell(figures.Score.Lower, figures.Score.Upper),
        Html.Cell(figures.Median.Value.Value, Html.Number), Html.Cell(figures.Attacked, Html.Percent));

    private static string Gap(RobustnessGap gap)
    {
        var (difference, chance) = (Html.Exact(gap.Difference, Html.Number), Html.Exact(gap.PValue, Html.Number));
        return gap.PValue < Surely
            ? $"<b>{Html.Text(gap.Easiest)}</b> is easier to mislead than {Html.Text(gap.Hardest)}: the scores differ by {difference}, more than chance explains (p = {chance})."
            : $"That {Html.Text(gap.Easiest)} and {Html.Text(gap.Hardest)} differ by {difference} may be chance (p = {chance}).";
    }
}
