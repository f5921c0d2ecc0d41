using System.Text;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>What was not counted and not computed, and why; then how to read the page.</summary>
internal static class NotesSection
{
    public static void Write(StringBuilder page, ClarifyResult result)
    {
        Data(page, result);
        if (result.Groups.Count > 0) page.Append(Reading);
        Method(page, result);
    }

    private static void Data(StringBuilder page, ClarifyResult result)
    {
        var lines = result.Notes.Select(note => $"{Html.Count(note.Count)} {Html.Text(note.Text)}").ToList();
        if (result.RejectedRows > 0 && result.Notes.Count == 0)
        {
            lines.Add($"{(result.RejectedRows == 1 ? "1 line is malformed and was" : $"{Html.Count(result.RejectedRows)} lines are malformed and were")} set aside.");
        }

        lines.AddRange(result.Groups.Where(group => group.LeftOut > 0).Select(group =>
            $"{Rows(group.LeftOut)} without a value of {Html.Text(group.Group.Facet)}, a label or a prediction: in neither side of {Html.Text(group.Group.Title)}."));
        lines.AddRange(result.Groups.SelectMany(group => group.PreTraining.Concat(group.PostTraining).Where(metric => metric.Outcome.Value is null)
            .Select(metric => $"<b>{Html.Text(metric.Metric.Name)}</b> of {Html.Text(group.Group.Title)} has no value: {Html.Text(metric.Outcome.Reason ?? "")}.")));
        page.Append("<section id=\"data\">\n<h2>Notes on the data</h2>\n<div class=\"card\">\n");
        if (lines.Count == 0) page.Append("<p class=\"empty\">Nothing was set aside or left out, and nothing asked for is without a value.</p>\n");
        else page.Append("<ul>\n").AppendJoin("", lines.Select(line => $"<li>{line}</li>\n")).Append("</ul>\n");
        page.Append("</div>\n</section>\n");
    }

    private static string Rows(int count) => count == 1 ? "1 row" : $"{Html.Count(count)} rows";

    private static void Method(StringBuilder page, ClarifyResult result)
    {
        page.Append("<section id=\"method\">\n<h2>How it was computed</h2>\n<div class=\"card\">\n<ul>\n");
        if (result.Label is { } label)
        {
            var source = result.PredictionSource is { } predictions ? $" Predictions come from {Html.Text(predictions)}." : "";
            page.Append($"<li>The label is <b>{Html.Text(label.Name)}</b>; “{Html.Text(label.FavorableText)}” is the favourable outcome.{source}</li>\n");
            page.Append("<li>Metrics are those of SageMaker Clarify, under its names; a metric that would divide by zero is stated as undefined.</li>\n");
        }

        if (result.Groups.Any(group => group.PreTraining.Concat(group.PostTraining).Any(metric => metric.Interval is not null)))
        {
            page.Append("""
                <li>Intervals come from a bootstrap with a fixed seed: rows are drawn anew with replacement, and the middle 95 % of the values found are shown.
                They speak of chance in the rows, not of errors in the data.</li>

                """);
        }

        if (result.Explanation is { } explanation) page.Append($"<li>Contributions were found by {Html.Text(explanation.Method)}, in {Html.Text(explanation.Unit)}.</li>\n");
        page.Append("<li>The numbers on this page are those of analysis.json beside it.</li>\n</ul>\n</div>\n</section>\n");
    }

    private const string Reading = """
        <section id="reading">
        <h2>How to read this</h2>
        <div class="card">
        <p>Each comparison holds one <b>group</b> against <b>the rest</b>, all rows outside it. A difference says that the two sides fare
        unlike; it does not say why, and it is no proof of discrimination. A difference may have a reason that is fair, and equal
        numbers may hide an unfair one.</p>
        <p>Limits used for the colours, rules of thumb: a difference or distance below 0.05 is fine (✓), from 0.05 to 0.1 is to be watched (▲), from 0.1 on it needs
        attention (■); a ratio such as disparate impact (DI) outside 0.8 to 1.25, the four-fifths rule, needs attention. Differences between small groups
        vary by chance: look at the intervals and at the numbers of rows first.</p>
        </div>
        </section>

        """;
}
