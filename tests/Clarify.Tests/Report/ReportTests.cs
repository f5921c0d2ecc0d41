using System.Text.Json;
using System.Xml.Linq;

namespace MlPlatform.Clarify.Tests.Report;

/// <summary>report.html of whole jobs.</summary>
public sealed class ReportTests
{
    private const string Config = """
        { "label": "approved", "label_values_or_threshold": ["yes"], "predicted_label": "guess",
          "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }, { "name_or_index": "<script>" }],
          "methods": { "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": "all" }, "report": { "name": "report", "title": "Loans & <people>" } } }
        """;

    private const string Rows = "f,yes,yes,a\nf,no,no,b\nf,yes,no,c\nf,no,no,b\nm,yes,yes,a\nm,yes,yes,b\nm,no,yes,c\nm,yes,no,a\n";

    [Fact]
    public void Report_OfAJob_NeedsNothingBesideItself()
    {
        using var run = Run();

        Assert.DoesNotContain("http", run.Report);
        Assert.DoesNotContain("src=", run.Report);
        Assert.DoesNotContain("href=", run.Report);
        Assert.DoesNotContain("url(", run.Report);
        Assert.DoesNotContain("@import", run.Report);
        Assert.Empty(Page(run).Descendants("script"));
    }

    [Fact]
    public void Report_OfAJob_ShowsOnlyNumbersOfTheJson()
    {
        using var run = Run(withPrevious: true);

        var shown = ReportNumbers.Shown(Page(run));
        Assert.True(shown.Count > 100, $"{shown.Count} numbers are shown.");
        Assert.Empty(shown.Except(ReportNumbers.Known(run.Analysis)));
    }

    [Fact]
    public void Tables_OfAReport_HoldNoNumberWithoutItsExactValue()
    {
        using var run = Run(withPrevious: true);

        var cells = Page(run).Descendants("td").Where(cell => (string?)cell.Attribute("class") is { } style && style.StartsWith("number", StringComparison.Ordinal));
        Assert.All(cells, cell => Assert.True(cell.Value == "–" || cell.DescendantsAndSelf().Attributes("data-value").Any(), cell.ToString()));
    }

    [Fact]
    public void Report_OfAJob_HoldsEveryMetricOfTheJson()
    {
        using var run = Run();

        var shown = ReportNumbers.Shown(Page(run));
        foreach (var stage in new[] { "pre_training_bias_metrics", "post_training_bias_metrics" })
        {
            var metrics = run.Analysis.GetProperty(stage).GetProperty("facets").GetProperty("sex")[0].GetProperty("metrics").EnumerateArray();
            Assert.All(metrics.Where(metric => metric.GetProperty("value").ValueKind == JsonValueKind.Number), metric => Assert.Contains(metric.GetProperty("value").GetDouble(), shown));
        }
    }

    [Fact]
    public void Report_OfAJob_SaysWhichGroupHowMuchAndWhichWay()
    {
        using var run = Run();
        var text = Page(run).Root!.Value.Replace('\u00A0', ' ');

        Assert.Contains("The model predicts “yes” for 25 % of this group and 75 % of sex = m: 50 points less.", text);
        Assert.Contains("In the data the outcome is “yes” for 50 % of this group and 75 % of sex = m: 25 points less.", text);
        Assert.Contains("Needs attention", text);
        Assert.Contains("Worse off: sex = f.", text);
        Assert.Contains("How sure: ", text);
    }

    [Fact]
    public void Report_WithTheReportBefore_SaysWhatChanged()
    {
        using var run = Run(withPrevious: true);

        var changes = Page(run).Descendants("section").Single(section => (string?)section.Attribute("id") == "changes");
        Assert.Contains("Since the last report", changes.Value);
        Assert.Contains("as before", changes.Value);
    }

    [Fact]
    public void Drawings_OfAReport_HaveATitleAndADescription()
    {
        using var run = Run(withPrevious: true);

        var drawings = Page(run).Descendants("svg").ToArray();
        Assert.True(drawings.Length > 3);
        Assert.All(drawings, drawing => Assert.Equal(["title", "desc"], drawing.Elements().Take(2).Where(element => element.Value.Length > 0).Select(element => element.Name.LocalName)));
    }

    [Fact]
    public void Report_WithTextsThatLookLikeMarkup_ShowsThemAsText()
    {
        using var run = Run();

        Assert.Contains("<h1>Loans &amp; &lt;people&gt;</h1>", run.Report);
        Assert.Contains(Page(run).Descendants("h3"), heading => heading.Value.StartsWith("<script> = a", StringComparison.Ordinal));
    }

    /// <summary>The page parsed as XML: it is well-formed, or this throws.</summary>
    private static XDocument Page(ClarifyRun run) => XDocument.Parse(run.Report);

    private static ClarifyRun Run(bool withPrevious = false)
    {
        var run = new ClarifyRun().WithData("sex,approved,guess,<script>\n" + string.Concat(Enumerable.Repeat(Rows, 10)));
        if (withPrevious)
        {
            using var before = Run();
            run.WithPrevious(before.Analysis.GetRawText());
        }

        run.Run(Config);
        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        return run;
    }
}
