using System.Text;
using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify.Report;

/// <summary>report.html: one file that needs nothing else, for a reader who decides and does not compute.</summary>
internal static class HtmlReport
{
    public const string FileName = "report.html";

    public static string Write(ClarifyResult result)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html.Text(result.Title)}</title>
            <style>
            {Style.Css}
            </style>
            </head>
            <body>
            <main>
            <h1>{Html.Text(result.Title)}</h1>
            <p class="lead">{Html.Text(Lead(result))}</p>

            """);
        Facts(page, result);
        if (result.Groups.Count > 0) Summary(page, result);
        foreach (var group in result.Groups) GroupSection.Write(page, group);
        if (result.Explanation is not null) ExplanationSection.Write(page, result.Explanation);
        if (result.Groups.Count > 0) page.Append(Reading);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Lead(ClarifyResult result) => (result.Groups.Count > 0, result.PredictionSource, result.Explanation) switch
    {
        (true, null, null) => "Do the groups in this data have the favourable outcome equally often?",
        (true, _, null) => "Do the groups in this data, and the model that learnt from it, treat people alike?",
        (true, _, _) => "Do the groups in this data, and the model that learnt from it, fare alike, and what does the model decide by?",
        _ => "What does the model decide by?",
    };

    private static void Facts(StringBuilder page, ClarifyResult result)
    {
        page.Append("<ul class=\"facts\">\n");
        Fact(page, Html.Count(result.Rows), "rows analysed");
        if (result.RejectedRows > 0) Fact(page, Html.Count(result.RejectedRows), "lines set aside as malformed");
        if (result.Label is { } label) Fact(page, label.FavorableText, $"is the favourable outcome of {label.Name}");
        if (result.PredictionSource is { } source) Fact(page, "Predictions", $"come from {source}");
        page.Append("</ul>\n");
    }

    private static void Fact(StringBuilder page, string value, string meaning) =>
        page.Append($"<li><b>{Html.Text(value)}</b><span>{Html.Text(meaning)}</span></li>\n");

    private static void Summary(StringBuilder page, ClarifyResult result)
    {
        page.Append("<h2>In short</h2>\n");
        foreach (var group in result.Groups)
        {
            var level = Verdict.Of(group);
            var worseOff = level is Level.Watch or Level.Act && Verdict.WorseOff(group) is { } side ? $"<b>Worse off: {Html.Text(side)}.</b> " : "";
            page.Append($"""
                <div class="card side {Verdict.Class(level)}">
                <span class="chip {Verdict.Class(level)}">{Verdict.Words(level)}</span>
                <h3>{Html.Text(group.Group.Title)}</h3>
                <p>{worseOff}{Html.Text(Sentences.Finding(group, result.Label!.FavorableText))}</p>
                </div>

                """);
        }
    }

    private const string Reading = """
        <h2>How to read this</h2>
        <div class="card">
        <p>Each section compares one <b>group</b> with <b>the rest</b>, all rows outside it. A difference says that the two sides fare
        unlike; it does not say why, and it is no proof of discrimination. A difference may have a reason that is fair, and equal
        numbers may hide an unfair one.</p>
        <p>Limits used for the colours, rules of thumb: a difference or distance below 0.05 is fine, from 0.1 on it needs
        attention; a disparate impact (DI) outside 0.8 to 1.25, the four-fifths rule, needs attention. Differences between small groups
        vary by chance: look at the numbers of rows first.</p>
        </div>

        """;
}
