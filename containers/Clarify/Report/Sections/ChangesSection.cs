using System.Text;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>What changed since the last report, and whether chance explains it.</summary>
internal static class ChangesSection
{
    private const int MostDrawn = 16;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Changes.Count == 0) return;
        var drawn = Ordered(result.Changes).Where(change => change.Difference is not null && change.Metric.IsDirected()).Take(MostDrawn).Select(Drawn).ToArray();
        var table = new HtmlTable().Text("Group").Text("Metric").Number("Before").Number("Now").Number("Change").Text("What it means");
        foreach (var change in result.Changes)
        {
            table.Row(
                Html.Cell(change.Group.Title), $"<td><b>{Html.Text(change.Metric.Name)}</b></td>", Html.Cell(change.Before, Html.Number),
                Html.Cell(change.Now.Value.Value, Html.Number), Html.Cell(change.Difference, Html.Signed), Html.Cell(Meaning(change)));
        }

        page.Append($"""
            <section id="changes">
            <h2>What changed since the last report</h2>
            <div class="card">
            <p><b>{Html.Text(Conclusion(result.Changes))}</b></p>
            {(drawn.Length > 0 ? ChangeChart.Draw("Metrics before and now", drawn) : "")}
            {table.Folded("All metrics in numbers")}
            <p class="note">A change counts as more than chance where the value before lies outside the 95 % interval of the value now. The value before has an
            error of its own, so take a narrow miss with care.</p>
            </div>
            </section>

            """);
    }

    private static Change Drawn(MetricChange change) => new(
        Name(change), change.Before!.Value, change.Now.Value.Value!.Value, change.Now.Lower, change.Now.Upper,
        change.ExceedsChance == true ? change.IsWorse ? "act" : "fine" : "unknown");

    private static string Name(MetricChange change) => $"{change.Metric.Name} of {change.Group.Title}";

    public static string Conclusion(IReadOnlyList<MetricChange> changes)
    {
        changes = [.. changes.Where(change => change.Metric.IsGraded())];
        var beyond = changes.Where(change => change.ExceedsChance == true).ToArray();
        if (beyond.Length == 0)
        {
            return changes.Any(change => change.ExceedsChance is not null)
                ? "Since the last report nothing changed by more than chance."
                : "Since the last report the values moved; without intervals it cannot be said whether by chance.";
        }

        var worse = beyond.Where(change => change.IsWorse).ToArray();
        var names = string.Join(", ", Ordered(worse.Length > 0 ? worse : beyond).Take(3).Select(Name));
        return worse.Length > 0
            ? $"Since the last report {worse.Length} of {changes.Count} metrics got worse by more than chance, foremost {names}."
            : $"Since the last report {beyond.Length} of {changes.Count} metrics got better by more than chance, foremost {names}.";
    }

    private static IEnumerable<MetricChange> Ordered(IEnumerable<MetricChange> changes) =>
        changes.OrderByDescending(change => change.ExceedsChance == true).ThenByDescending(change => Math.Abs(change.Difference ?? 0));

    private static string Meaning(MetricChange change)
    {
        if (change.Difference is not { } difference) return change.Before is null ? "had no value before" : "has no value now";
        if (Math.Abs(difference) < Verdict.Negligible) return "as before";
        var direction = change.IsWorse ? "further from its ideal" : "nearer to its ideal";
        return change.ExceedsChance switch
        {
            true => $"{direction}, by more than chance",
            false => $"{direction}, may be chance",
            null => direction,
        };
    }
}
