using System.Text;
using MlPlatform.Clarify.Report.Sections;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify.Report;

/// <summary>report.html: one file that needs nothing else, for a reader who decides and does not compute.</summary>
/// <remarks>It is XHTML, runs no script and refers to nothing outside itself. Every number of the analysis carries its exact value in <c>data-value</c>.</remarks>
internal static class HtmlReport
{
    public const string FileName = "report.html";

    public static string Write(ClarifyResult result)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{Html.Text(result.Title)}</title>
            <style>
            {Style.Page}
            {Style.Drawings}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Html.Text(result.Title)}</h1>
            <p class="lead">{Html.Text(Lead(result))}</p>

            """);
        Facts(page, result);
        page.Append("</header>\n");
        var findings = Findings(result);
        page.Append(findings.Length == 0 ? Nothing : findings);
        NotesSection.Write(page, result);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>The sections in the order of the page; each writes nothing where nothing was found.</summary>
    private static string Findings(ClarifyResult result)
    {
        var sections = new StringBuilder();
        VerdictSection.Write(sections, result);
        ChangesSection.Write(sections, result);
        GroupsSection.Write(sections, result);
        MetricsSection.Write(sections, result);
        WorstSection.Write(sections, result);
        ExplanationSection.Write(sections, result);
        DependenceSection.Write(sections, result);
        MitigationSection.Write(sections, result);
        CounterfactualSection.Write(sections, result);
        RobustnessSection.Write(sections, result);
        return sections.ToString();
    }

    private static string Lead(ClarifyResult result) => (result.Groups.Count > 0, result.PredictionSource, result.Explanation) switch
    {
        (true, null, null) => "Do the groups in this data have the favourable outcome equally often?",
        (true, _, null) => "Do the groups in this data, and the model that learnt from it, treat people alike?",
        (true, _, _) => "Do the groups in this data, and the model that learnt from it, fare alike, and what does the model decide by?",
        (_, _, not null) => "What does the model decide by?",
        _ when result.Mitigation is not null => "Could the groups fare more alike, and at what cost?",
        _ => "What was asked of this data, and what was found.",
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

    private const string Nothing = """
        <section id="nothing"><h2>In short</h2><div class="card"><p class="empty">Nothing has been found: the job ended before its first analysis, or none was asked for.</p></div></section>

        """;
}
