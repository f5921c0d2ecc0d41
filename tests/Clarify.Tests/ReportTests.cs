using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlPlatform.Clarify.Tests;

public sealed partial class ReportTests
{
    private const string Config = """
        { "label": "approved", "label_values_or_threshold": ["yes"], "predicted_label": "guess", "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
          "methods": { "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": "all" }, "report": { "name": "report", "title": "Loans & <people>" } } }
        """;

    [Fact]
    public void Report_OfAJob_NeedsNothingBesideItself()
    {
        using var run = Run();

        Assert.DoesNotMatch("(src|href)=", run.Report);
        Assert.DoesNotContain("<script", run.Report);
        Assert.DoesNotContain("@import", run.Report);
    }

    [Fact]
    public void Report_OfAJob_HoldsTheNumbersOfTheJson()
    {
        using var run = Run();

        foreach (var stage in new[] { "pre_training_bias_metrics", "post_training_bias_metrics" })
        {
            foreach (var metric in run.Analysis.GetProperty(stage).GetProperty("facets").GetProperty("sex")[0].GetProperty("metrics").EnumerateArray())
            {
                var name = Regex.Escape(metric.GetProperty("name").GetString()!);
                var shown = metric.GetProperty("value") is { ValueKind: System.Text.Json.JsonValueKind.Number } value ? Report.Html.Number(value.GetDouble()) : "–";
                Assert.Matches($"<b>{name}</b>.*?class=\"number [a-z]+-text\">{Regex.Escape(shown)}</td>", run.Report);
            }
        }
    }

    [Fact]
    public void Report_OfAJob_SaysWhichGroupHowMuchAndWhichWay()
    {
        using var run = Run();

        Assert.Contains("The model predicts “yes” for 25 % of the rows with sex = f and 75 % of those with sex = m: 50 points less.", run.Report);
        Assert.Contains("In the data the outcome is “yes” for 50 % of the rows with sex = f and 75 % of those with sex = m: 25 points less.", run.Report);
        Assert.Contains("Needs attention", run.Report);
        Assert.Contains("<b>Worse off: sex = f.</b>", run.Report);
    }

    [Fact]
    public void Report_OfAJob_HasDrawingsThatParseAndNamesThatAreEscaped()
    {
        using var run = Run();

        var drawings = Svg().Matches(run.Report);
        Assert.Equal(2, drawings.Count);
        Assert.All(drawings, drawing => Assert.NotEmpty(XElement.Parse(drawing.Value).Elements()));
        Assert.Contains("<h1>Loans &amp; &lt;people&gt;</h1>", run.Report);
    }

    private static ClarifyRun Run()
    {
        var run = new ClarifyRun()
            .WithData("sex,approved,guess\nf,yes,yes\nf,no,no\nf,yes,no\nf,no,no\nm,yes,yes\nm,yes,yes\nm,no,yes\nm,yes,no\n").Run(Config);
        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        return run;
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
