using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MlPlatform.Clarify.Report.Charts;

namespace MlPlatform.Clarify.Tests.Report;

public sealed class ChartTests
{
    private const string LongName = "<b>the_years_since_the_applicant_began_to_work & more than anybody would write down";

    [Theory]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-0.13, 0.41, new[] { -0.2, 0, 0.2, 0.4, 0.6 })]
    [InlineData(3, 17_500, new double[] { 0, 5000, 10_000, 15_000, 20_000 })]
    [InlineData(0.00001, 0.00004, new[] { 0.00001, 0.00002, 0.00003, 0.00004 })]
    public void Scale_AroundNumbers_HasRoundTicksThatHoldThem(double low, double high, double[] ticks) =>
        Assert.Equal(ticks, Scale.Around(low, high, 0, 100).Ticks, (one, other) => Math.Abs(one - other) < 1e-12);

    [Fact]
    public void Scale_OfOneNumber_StillHasRoom()
    {
        var scale = Scale.Around(5, 5, 0, 100);

        Assert.InRange(scale.At(5), 10, 90);
    }

    [Fact]
    public void Scale_BeyondItsEnds_StaysWithin()
    {
        var scale = Scale.Around(0, 1, 10, 20);

        Assert.Equal(20, scale.At(7));
        Assert.Equal(10, scale.At(-7));
    }

    [Fact]
    public void Text_OfATick_HasTheDecimalsOfItsSteps()
    {
        var scale = Scale.Around(-0.3, 0.3, 0, 1, 6);

        Assert.Equal(["−0.3", "−0.2", "−0.1", "0", "0.1", "0.2", "0.3"], scale.Ticks.Select(tick => scale.Text(Math.Round(tick, 12))));
    }

    [Fact]
    public void Intervals_OfAMetricThatCountsTheGroupBelowZero_StandOnTheSideThatTheWordsName()
    {
        var drawing = IntervalChart.Draw("t", [new Estimate("DRR", 0.2, (0.1, 0.3), -0.2, "act", "hint")], 0.1, "l", "r");

        Assert.Contains("−0.2", drawing, StringComparison.Ordinal);
        Assert.Equal(["0.3", "0.2", "0.1", "0", "0.1", "0.2", "0.3"], Regex.Matches(drawing, "class=\"axis\" text-anchor=\"middle\">([^<]*)<", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value));
    }

    [Theory]
    [InlineData("short", new[] { "short" })]
    [InlineData("employment = seven_years", new[] { "employment =", "seven_years" })]
    [InlineData("employment_in_years", new[] { "employment_in_", "years" })]
    [InlineData("withoutanyseamwhereitcouldbreak", new[] { "withoutanyseamw", "hereitcouldbre…" })]
    public void Wrap_OfAName_BreaksAtSeamsAndCutsWhatDoesNotFit(string name, string[] lines)
    {
        var wrapped = Label.Wrap(name, 15);

        Assert.Equal(lines, wrapped);
        Assert.All(wrapped, line => Assert.InRange(line.Length, 1, 15));
    }

    [Fact]
    public void Charts_WithNamesThatLookLikeMarkup_ParseAndKeepTheWholeNameAsAHint()
    {
        foreach (var chart in All())
        {
            var drawing = XElement.Parse(chart).Element("svg")!;
            Assert.Contains(drawing.Descendants("title"), title => title.Value == LongName);
        }
    }

    [Fact]
    public void Charts_OfAnyData_StayWithinTheirWidth()
    {
        foreach (var rectangle in All().SelectMany(chart => XElement.Parse(chart).Descendants("rect")))
        {
            var (x, width) = (Number(rectangle, "x"), Number(rectangle, "width"));
            Assert.InRange(x, 0, Drawing.Width);
            Assert.InRange(x + width, 0, Drawing.Width);
        }
    }

    [Fact]
    public void Beeswarm_OfManyRows_DrawsThreeHundredAndBothEnds()
    {
        double[] values = [.. Enumerable.Range(0, 5000).Select(i => Math.Sin(i) / 3), -2, 2];

        var drawing = XElement.Parse(BeeswarmChart.Draw("t", "points", [new Swarm("x", values, null)]));

        var dots = drawing.Descendants("path").Where(path => (string?)path.Attribute("class") == "swarm plain").Sum(path => Regex.Count(path.Attribute("d")!.Value, "M"));
        Assert.Equal(300, dots);
        var scale = Scale.Around(-2, 2, 230, 740, 6);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"M{scale.At(2):0.##} "), drawing.ToString());
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"M{scale.At(-2):0.##} "), drawing.ToString());
    }

    [Fact]
    public void Front_WithAPointThatIsDominatedInThePicture_LeavesItOutOfTheLine()
    {
        FrontPoint[] points =
        [
            new(1, "a", 0.2, 0.9, true, true), new(2, "b", 0.1, 0.8, true, false), new(3, "c", 0.15, 0.7, true, false),
        ];

        var line = XElement.Parse(FrontChart.Draw("t", "x", "y", points)).Descendants("path").Single().Attribute("d")!.Value;

        Assert.Equal(1, Regex.Count(line, "V"));
    }

    private static IEnumerable<string> All()
    {
        yield return BarChart.Draw("t", [new Bar(LongName, -3, "bar"), new Bar("other", 2, "bar")], MlPlatform.Clarify.Report.Html.Number);
        yield return BarChart.Draw("t", [new Bar(LongName, 1.7, "bar")], MlPlatform.Clarify.Report.Html.Number, full: 1);
        yield return IntervalChart.Draw("t", [new Estimate("name", 0.2, (-0.1, 0.9), 0.2, "act", LongName)], 0.1, "l", "r");
        yield return BeeswarmChart.Draw("t", "unit", [new Swarm(LongName, [0.1, 0.1, -5], [0, 0.5, double.NaN])]);
        yield return ChangeChart.Draw("t", [new Change(LongName, 0.1, 0.3, 0.2, null, "act")]);
        yield return FrontChart.Draw("t", "x", "y", [new FrontPoint(1, LongName, 0, 0.5, true, true)]);
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
