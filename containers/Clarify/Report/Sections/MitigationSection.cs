using System.Text;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>What could be done: how accurate and how fair each way of deciding is, and whether any of them helps.</summary>
internal static class MitigationSection
{
    /// <summary>A gain in fairness smaller than this is not called one.</summary>
    private const double LeastGain = 0.01;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Mitigation is not { } found) return;
        // Numbered as the tables list them: the model as it is, the front, the others.
        var points = found.Points.OrderByDescending(point => point == found.Unmitigated).ThenByDescending(point => point.OnFront).ThenByDescending(point => point.Accuracy)
            .Select((point, i) => (Point: point, Drawn: new FrontPoint(i + 1, point.Name, found.Unfairness(point), point.Accuracy, point.OnFront, point == found.Unmitigated))).ToArray();
        var unfairness = found.Metric.Ideal == 0 ? $"size of {found.Metric.Name}" : $"distance of {found.Metric.Name} from {Html.Number(found.Metric.Ideal)}";
        page.Append($"""
            <section id="mitigation">
            <h2>What could be done</h2>
            <div class="card">
            <p><b>{Html.Text(Conclusion(found))}</b>{(found.Search is { } search ? $" {Html.Text(search.Reason)}" : "")}</p>
            {FrontChart.Draw($"Accuracy against unfairness over {found.Facet}", unfairness, found.Accuracy, [.. points.Select(item => item.Drawn)])}
            <p class="legend"><span class="key model"></span> the model as it is <span class="key best"></span> on the front: no other is better in both <span class="key other"></span> the others</p>

            """);
        page.Append(Table(found, points.Where(item => item.Drawn.OnFront || item.Drawn.IsModel)).Markup);
        var others = points.Where(item => !item.Drawn.OnFront && !item.Drawn.IsModel).ToArray();
        if (others.Length > 0) page.Append(Table(found, others).Folded(others.Length == 1 ? "The other one in numbers" : $"The {Html.Count(others.Length)} others in numbers"));
        Failures(page, found);
        page.Append($"""
            <p class="note">Each was judged on rows held out from what it learnt, of {Html.Count(found.Rows)} in all, by {Html.Text(found.Metric.Description)} over {Html.Text(found.Facet)}.</p>
            </div>
            </section>

            """);
    }

    private static HtmlTable Table(MitigationFinding found, IEnumerable<(MitigationPoint Point, FrontPoint Drawn)> points)
    {
        var table = new HtmlTable().Number("#").Text("Way of deciding").Number(Capital(found.Accuracy)).Number("Range").Number(found.Metric.Name).Number("Range");
        foreach (var (point, drawn) in points)
        {
            table.Row(
                $"<td class=\"number\">{Html.Count(drawn.Number)}</td>",
                $"<td>{Html.Name(point.Name)}{(point.Name == found.Search?.Recommended ? " <b>recommended</b>" : "")}</td>",
                Html.Cell(point.Accuracy, Html.Number), Html.RangeCell(point.AccuracyRange?.Low, point.AccuracyRange?.High),
                Html.Cell(point.Value, Html.Number), Html.RangeCell(point.ValueRange?.Low, point.ValueRange?.High));
        }

        return table;
    }

    private static void Failures(StringBuilder page, MitigationFinding found)
    {
        var failed = found.Search?.Candidates.Where(candidate => candidate.WhyIncomplete is not null).ToArray() ?? [];
        if (failed.Length == 0) return;
        page.Append("<details><summary>What could not be compared</summary>\n<ul>\n");
        foreach (var candidate in failed) page.Append($"<li><b>{Html.Name(candidate.Name)}</b>: {Html.Text(candidate.WhyIncomplete!)}</li>\n");
        page.Append("</ul></details>\n");
    }

    /// <summary>Whether mitigation helped, and at what price.</summary>
    public static string Conclusion(MitigationFinding found)
    {
        if (found.Search is { } search) return search.Verdict switch
        {
            MitigationVerdict.DidNotHelp => $"Mitigation did not help: no way tried is fairer by {found.Metric.Name} beyond chance than the model as it is.",
            MitigationVerdict.HelpedAtACost => $"Mitigation helps at a cost: {search.Recommended} is fairer by {found.Metric.Name} beyond chance, and loses {found.Accuracy} beyond chance.",
            _ => $"Mitigation helps: {search.Recommended} is fairer by {found.Metric.Name} beyond chance, and loses no {found.Accuracy} beyond chance.",
        };

        var before = found.Unmitigated;
        var better = found.Points.Skip(1).Where(point => found.Unfairness(before) - found.Unfairness(point) >= LeastGain).ToArray();
        if (better.Length == 0)
        {
            return $"Mitigation did not help: none of the {found.Points.Count - 1} ways tried brings {found.Metric.Name} nearer to {Html.Number(found.Metric.Ideal)} "
                + $"than the model as it is ({Html.Number(before.Value)}).";
        }

        // The knee: what is gained in fairness less what is lost in accuracy.
        var best = better.MaxBy(point => found.Unfairness(before) - found.Unfairness(point) + point.Accuracy - before.Accuracy)!;
        var price = before.Accuracy - best.Accuracy;
        var cost = Math.Abs(price) < Verdict.Negligible ? $"without a loss of {found.Accuracy}" : price > 0
            ? $"at {Points(price)} points less {found.Accuracy}" : $"and {Points(-price)} points more {found.Accuracy}";
        return $"Mitigation can help: {best.Name} brings {found.Metric.Name} over {found.Facet} from {Html.Number(before.Value)} to {Html.Number(best.Value)}, {cost}.";
    }

    private static string Points(double share) => (share * 100).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
