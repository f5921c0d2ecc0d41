using System.Text;
using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>The findings in plain sentences, the worst first, each with how sure it is.</summary>
internal static class VerdictSection
{
    /// <summary>Groups beyond the worst and these are named with their verdict only.</summary>
    private const int MostCards = 4;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Groups.Count == 0) return;
        page.Append("<section id=\"short\">\n<h2>In short</h2>\n");
        var groups = Verdict.WorstFirst(result.Groups).ToArray();
        Card(page, groups[0], result.Label!.FavorableText, "card hero");
        if (groups.Length > 1)
        {
            page.Append("<div class=\"grid\">\n");
            foreach (var group in groups.Skip(1).Take(MostCards)) Card(page, group, result.Label.FavorableText, "card");
            page.Append("</div>\n");
        }

        if (groups.Length > MostCards + 1) Others(page, groups[(MostCards + 1)..]);
        Also(page, result);
        page.Append("</section>\n");
    }

    private static void Card(StringBuilder page, GroupBias bias, string favorable, string style)
    {
        var level = Verdict.Of(bias);
        var worseOff = level is Level.Watch or Level.Act && Verdict.WorseOff(bias) is { } side ? $"<b>Worse off: {Html.Text(side)}.</b> " : "";
        var sure = Verdict.Deciding(bias) is { } deciding ? Certainty.Sentence(deciding.Metric, deciding.Interval, bias.Counts) : "";
        page.Append($"""
            <article class="{style} side {Verdict.Class(level)}">
            {Chip(level)}
            <h3>{Html.Text(bias.Group.Title)}</h3>
            <p>{worseOff}{Html.Text(Sentences.Finding(bias, favorable))}</p>
            <p class="sure">{Html.Text(sure)}</p>
            </article>

            """);
    }

    private static void Others(StringBuilder page, IEnumerable<GroupBias> groups)
    {
        page.Append("<ul class=\"others\">\n");
        foreach (var group in groups) page.Append($"<li>{Chip(Verdict.Of(group))} {Html.Text(group.Group.Title)}</li>\n");
        page.Append("</ul>\n");
    }

    private static string Chip(Level level) => $"<span class=\"chip {Verdict.Class(level)}\"><span class=\"sign\">{Verdict.Sign(level)}</span> {Verdict.Words(level)}</span>";

    /// <summary>One line for each of the other findings.</summary>
    private static void Also(StringBuilder page, ClarifyResult result)
    {
        var lines = new List<string>();
        if (result.Intersections is { Findings.Worst: [{ Severity: > Verdict.WatchAt } worst, ..] } found)
        {
            var where = $"{found.Metric.Name} {Html.Number(worst.Outcome.Value!.Value)} over {Html.Count(worst.Comparison.Group.RowCount)} rows";
            lines.Add($"Where facets meet, <b>{Html.Text(Sentences.Intersection(worst))}</b> fares worst: {where}.");
        }

        if (result.Explanation is { } explanation && ExplanationSection.Order(explanation).Take(1).ToArray() is [var first])
        {
            lines.Add($"The model decides most of all by <b>{Html.Text(explanation.Values.Features[first])}</b>.");
        }

        if (result.Mitigation is { } mitigation) lines.Add(Html.Text(MitigationSection.Conclusion(mitigation)));
        if (result.Changes.Count > 0) lines.Add(Html.Text(ChangesSection.Conclusion(result.Changes)));
        if (lines.Count > 0) page.Append("<ul class=\"also\">\n").AppendJoin("", lines.Select(line => $"<li>{line}</li>\n")).Append("</ul>\n");
    }
}
