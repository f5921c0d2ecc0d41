using System.Text;
using MlPlatform.Clarify.Bias;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report;

/// <summary>Bars: how often each side has the favourable outcome, in the data and by the model.</summary>
internal static class ShareChart
{
    private const double Width = 680;
    private const double BarStart = 210;
    private const double BarLength = 400;
    private const double BarHeight = 20;
    private const double RowHeight = 27;
    private const double BlockGap = 28;
    private const int LongestName = 30;

    public static string Draw(GroupBias bias)
    {
        var svg = new StringBuilder();
        var y = 22.0;
        y = Block(svg, y, "In the data", bias, side => side.ObservedPositives);
        if (bias.Counts.HasPredictions) y = Block(svg, y + BlockGap, "By the model", bias, side => side.PredictedPositives);
        return $"""
            <svg viewBox="0 0 {Html.At(Width)} {Html.At(y)}" role="img" aria-label="Share of favourable outcomes by group">
            {svg}</svg>
            """;
    }

    private static double Block(StringBuilder svg, double y, string title, GroupBias bias, Func<GroupOutcomes, double> positives)
    {
        svg.Append($"""<text x="0" y="{Html.At(y - 6)}" class="caption">{title}</text>""").Append('\n');
        y = Bar(svg, y, bias.Group.Title, bias.Counts.Group, positives, "group");
        return Bar(svg, y, bias.Group.RestTitle, bias.Counts.Rest, positives, "rest");
    }

    private static double Bar(StringBuilder svg, double y, string name, GroupOutcomes side, Func<GroupOutcomes, double> positives, string style)
    {
        var share = side.Rows == 0 ? 0 : positives(side) / side.Rows;
        var length = share * BarLength;
        var middle = Html.At(y + 14);
        svg.Append($"""
            <text x="{Html.At(BarStart - 10)}" y="{middle}" text-anchor="end" class="name">{Html.Text(Html.Short(name, LongestName))}</text>
            <rect x="{Html.At(BarStart)}" y="{Html.At(y)}" width="{Html.At(BarLength)}" height="{Html.At(BarHeight)}" rx="3" class="track"/>
            <rect x="{Html.At(BarStart)}" y="{Html.At(y)}" width="{Html.At(length)}" height="{Html.At(BarHeight)}" rx="3" class="bar {style}"/>
            <text x="{Html.At(BarStart + BarLength + 8)}" y="{middle}" class="value">{Html.Percent(share)}</text>

            """);
        return y + RowHeight;
    }
}
