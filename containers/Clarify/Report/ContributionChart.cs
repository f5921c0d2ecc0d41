using System.Text;
using MlPlatform.Clarify.Explanations;

namespace MlPlatform.Clarify.Report;

/// <summary>Bars: the columns that move the model's score most.</summary>
internal static class ContributionChart
{
    private const int MostBars = 15;
    private const double Width = 680;
    private const double BarStart = 230;
    private const double BarLength = 380;
    private const double RowHeight = 26;
    private const int LongestName = 32;

    public static string Draw(ModelExplanation explanation)
    {
        var order = Order(explanation).Take(MostBars).ToArray();
        var largest = order.Length == 0 ? 0 : Math.Abs(explanation.Global[order[0]]);
        var svg = new StringBuilder();
        var y = 4.0;
        foreach (var feature in order)
        {
            var value = explanation.Global[feature];
            var length = largest == 0 ? 0 : Math.Abs(value) / largest * BarLength;
            svg.Append($"""
                <text x="{Html.At(BarStart - 10)}" y="{Html.At(y + 14)}" text-anchor="end" class="name">{Html.Text(Html.Short(explanation.Values.Features[feature], LongestName))}</text>
                <rect x="{Html.At(BarStart)}" y="{Html.At(y)}" width="{Html.At(length)}" height="19" rx="3" class="bar feature"/>
                <text x="{Html.At(BarStart + length + 8)}" y="{Html.At(y + 14)}" class="value">{Html.Number(value)}</text>

                """);
            y += RowHeight;
        }

        return $"""
            <svg viewBox="0 0 {Html.At(Width)} {Html.At(y + 2)}" role="img" aria-label="Contributions of columns">
            {svg}</svg>
            """;
    }

    /// <summary>Columns by the size of their contribution, ties in the order of the data.</summary>
    public static IEnumerable<int> Order(ModelExplanation explanation) =>
        Enumerable.Range(0, explanation.Global.Length).OrderByDescending(feature => Math.Abs(explanation.Global[feature])).ThenBy(feature => feature);
}
