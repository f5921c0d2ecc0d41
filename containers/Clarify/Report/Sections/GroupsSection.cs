using System.Text;
using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>Who is compared: how many there are, and how often each side has and is given the favourable outcome.</summary>
internal static class GroupsSection
{
    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Groups.Count == 0) return;
        var predicted = result.Groups.Any(group => group.Counts.HasPredictions);
        var sides = Sides(result.Groups).DistinctBy(side => side.Title, StringComparer.Ordinal).ToArray();
        page.Append("<section id=\"groups\">\n<h2>The groups</h2>\n<div class=\"card\">\n");
        page.Append($"<h3>{(predicted ? "How often the model gives" : "How often the data have")} the favourable outcome</h3>\n");
        Bar[] bars = [.. sides.Where(side => Rate(side, predicted) is not null).Select((side, i) => new Bar(side.Title, Rate(side, predicted)!.Value, "bar rate"))];
        page.Append(bars.Length == 0 ? "<p class=\"empty\">No side has rows.</p>\n" : BarChart.Draw("Share of favourable outcomes by group", bars, Html.Percent, full: 1));
        page.Append(Table(sides, predicted)).Append("</div>\n</section>\n");
    }

    /// <summary>Groups and what they are held against; a facet that is compared value by value has no rest of its own.</summary>
    private static IEnumerable<GroupFigures> Sides(IReadOnlyList<GroupBias> groups)
    {
        foreach (var bias in groups)
        {
            yield return GroupFigures.OfGroup(bias.Group.Title, bias.Counts);
            var isOneOfMany = groups.Count(other => other.Group.Facet == bias.Group.Facet) > 1;
            if (!isOneOfMany || !bias.Group.HasUnnamedRest) yield return GroupFigures.OfRest(bias.Group.RestTitle, bias.Counts);
        }
    }

    private static double? Rate(GroupFigures side, bool predicted) => predicted ? side.SelectionRate : side.BaseRate;

    private static string Table(IEnumerable<GroupFigures> sides, bool predicted)
    {
        var table = new HtmlTable().Text("Group").Number("Rows").Number("Share").Number("Favourable in the data");
        if (predicted) table.Number("Favourable by the model").Number("Of the deserving, found").Number("Of the others, favoured").Number("Right");
        foreach (var side in sides)
        {
            double?[] rates = predicted
                ? [side.Share, side.BaseRate, side.SelectionRate, side.TruePositiveRate, side.FalsePositiveRate, side.Accuracy]
                : [side.Share, side.BaseRate];
            table.Row([Html.Cell(side.Title), Html.Cell(side.Rows, Html.Count), .. rates.Select(rate => Html.Cell(rate, Html.Percent))]);
        }

        return table.Markup;
    }
}
