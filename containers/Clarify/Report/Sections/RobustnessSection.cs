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
            <p><b>Of {Html.Count(all.Count)} rows, {Sentence(all)}</b></p>
            {Curve(all)}
            <p class="note">The curve is the share of rows whose answer no attack turned with a change of at most so much. Changes are counted in the usual spread of
            each column, so 1 is an ordinary difference between two rows; what may not change stays, and every changed row is a possible one. An attack finds
            a small change, not always the smallest: the model is at most as robust as this.</p>

            """);
        Table(page, found);
        if (found.Report.GroupGap is { } gap) page.Append($"<p>{Gap(gap)}</p>\n");
        page.Append($"<p class=\"note\">The score is the area under the curve up to <span{Html.Data(found.Report.Reach)}>{Html.Number(found.Report.Reach)}</span>: 0 where every row falls to nothing, 1 where none falls so near. The rows stand in {RobustnessJson.FileName}.</p>\n</div>\n</section>\n");
    }

    private static string Sentence(RobustnessFigures all) => all.Median.Value.Value is { } median
        ? $"half turn with a change of <span{Html.Data(median)}>{Html.Number(median)}</span> or less.</b> Robustness score <b><span{Html.Data(all.Score.Value.Value!.Value)}>{Html.Number(all.Score.Value.Value.Value)}</span>."
        : $"half or more withstood every attack.</b> Robustness score <b><span{Html.Data(all.Score.Value.Value!.Value)}>{Html.Number(all.Score.Value.Value.Value)}</span>.";

    private static string Curve(RobustnessFigures all) => CurveChart.Draw(
        "size of the change", "share of rows that keep their answer",
        new Curve([.. all.Curve.Select(point => point.Epsilon)], [.. all.Curve.Select(point => point.Accuracy)], [.. all.Curve.Select(_ => 0.0)], [], []), "Answers kept by the size of the change");

    private static void Table(StringBuilder page, RobustnessFindings found)
    {
        page.Append("<div class=\"wide\"><table>\n<thead><tr><th>Rows of</th><th class=\"number\">Rows</th><th class=\"number\">Score</th><th class=\"number\">95 % interval</th><th class=\"number\">Median change</th><th class=\"number\">Turned at all</th></tr></thead>\n<tbody>\n");
        Row(page, "all", found.Report.All);
        foreach (var figures in found.Report.Classes) Row(page, $"answer {found.LabelOf(figures)}", figures);
        foreach (var figures in found.Report.Groups) Row(page, figures.Name, figures);
        page.Append("</tbody>\n</table></div>\n");
    }

    private static void Row(StringBuilder page, string name, RobustnessFigures figures)
    {
        var interval = figures.Score is { Lower: { } lower, Upper: { } upper }
            ? $"<td class=\"number\"><span{Html.Data(lower)}>{Html.Number(lower)}</span> … <span{Html.Data(upper)}>{Html.Number(upper)}</span></td>"
            : "<td class=\"number\">–</td>";
        page.Append($"<tr><td>{Html.Name(name)}</td>{Html.Cell(figures.Count, Html.Count)}{Html.Cell(figures.Score.Value.Value, Html.Number)}{interval}{Html.Cell(figures.Median.Value.Value, Html.Number)}{Html.Cell(figures.Attacked, Html.Percent)}</tr>\n");
    }

    private static string Gap(RobustnessGap gap) => gap.PValue < Surely
        ? $"<b>{Html.Text(gap.Easiest)}</b> is easier to mislead than {Html.Text(gap.Hardest)}: the scores differ by <span{Html.Data(gap.Difference)}>{Html.Number(gap.Difference)}</span>, more than chance explains (p = <span{Html.Data(gap.PValue)}>{Html.Number(gap.PValue)}</span>)."
        : $"That {Html.Text(gap.Easiest)} and {Html.Text(gap.Hardest)} differ by <span{Html.Data(gap.Difference)}>{Html.Number(gap.Difference)}</span> may be chance (p = <span{Html.Data(gap.PValue)}>{Html.Number(gap.PValue)}</span>).";
}
