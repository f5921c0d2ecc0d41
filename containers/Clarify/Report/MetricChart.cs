using System.Text;
using MlPlatform.Clarify.Bias;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report;

/// <summary>One dot per metric that has a direction, on a scale from −1 to 1; the shaded band is what the page's limits allow.</summary>
internal static class MetricChart
{
    private const double Width = 680;
    private const double Left = 70;
    private const double Right = 605;
    private const double RowHeight = 24;
    private const double Top = 34;

    public static string Draw(GroupBias bias)
    {
        var shown = bias.PreTraining.Concat(bias.PostTraining).Where(IsShown).ToArray();
        if (shown.Length == 0) return "";

        var bottom = Top + (shown.Length * RowHeight);
        var svg = new StringBuilder();
        svg.Append($"""
            <svg viewBox="0 0 {Html.At(Width)} {Html.At(bottom + 26)}" role="img" aria-label="Bias metrics">
            <rect x="{Html.At(X(-Verdict.ActAt))}" y="{Html.At(Top - 8)}" width="{Html.At(X(Verdict.ActAt) - X(-Verdict.ActAt))}" height="{Html.At(bottom - Top + 8)}" class="band"/>
            <text x="{Html.At(Left)}" y="14" class="axis">◀ the rest is worse off</text>
            <text x="{Html.At(Right)}" y="14" text-anchor="end" class="axis">the group is worse off ▶</text>

            """);
        foreach (var tick in new[] { -1, -0.5, 0, 0.5, 1 })
        {
            svg.Append($"""
                <line x1="{Html.At(X(tick))}" y1="{Html.At(Top - 8)}" x2="{Html.At(X(tick))}" y2="{Html.At(bottom)}" class="{(tick == 0 ? "zero" : "grid")}"/>
                <text x="{Html.At(X(tick))}" y="{Html.At(bottom + 16)}" text-anchor="middle" class="axis">{Html.Tick(tick)}</text>

                """);
        }

        for (var i = 0; i < shown.Length; i++) Dot(svg, shown[i], Top + (i * RowHeight) + 8);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Distances have no direction, ratios another scale, and a small group is not for that worse off; the table has them all.</summary>
    private static bool IsShown(MetricResult result) =>
        result.Outcome.Value is >= -1 and <= 1 && result.Metric.Ideal == 0 && result.Metric.Reading != BiasReading.Distance
        && result.Metric.Name is not ("CI" or "TE" or "DCAcc" or "DCR");

    private static void Dot(StringBuilder svg, MetricResult result, double y)
    {
        var value = result.Outcome.Value!.Value;
        // Drawn so that right always means "the group is worse off", whichever sign the metric gives to that.
        var position = X(result.Metric.Reading == BiasReading.BelowDisfavorsGroup ? -value : value);
        var level = Verdict.Class(Verdict.Of(result));
        svg.Append($"""
            <text x="{Html.At(Left - 12)}" y="{Html.At(y + 4)}" text-anchor="end" class="name">{result.Metric.Name}</text>
            <line x1="{Html.At(X(0))}" y1="{Html.At(y)}" x2="{Html.At(position)}" y2="{Html.At(y)}" class="stem {level}"/>
            <circle cx="{Html.At(position)}" cy="{Html.At(y)}" r="5" class="dot {level}"><title>{Html.Text(result.Metric.Description)}: {Html.Number(value)}</title></circle>
            <text x="{Html.At(Right + 10)}" y="{Html.At(y + 4)}" class="value">{Html.Number(value)}</text>

            """);
    }

    private static double X(double value) => Left + ((value + 1) / 2 * (Right - Left));
}
