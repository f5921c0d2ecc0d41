using System.Text;

namespace MlPlatform.Clarify.Report.Charts;

/// <summary>One feature of a beeswarm.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Contributions">By row: what it adds to the score.</param>
/// <param name="Heights">By row: where its value lies among all rows' values, from 0 to 1, or NaN where it has no order; null where values are not known.</param>
internal sealed record Swarm(string Name, IReadOnlyList<double> Contributions, IReadOnlyList<double>? Heights);

/// <summary>A dot per row and feature: to the right where the feature raises the score, coloured by the feature's own value.</summary>
internal static class BeeswarmChart
{
    public const int Shades = 9;
    private const int MostDots = 300;
    private const double Left = 230;
    private const double Right = 740;
    private const double RowHeight = 38;
    private const double Lane = 3;
    private const int LongestName = 26;

    public static string Draw(string title, string unit, IReadOnlyList<Swarm> swarms)
    {
        var drawing = new Drawing(title, "Each dot is a row; to the right the column raises the score, to the left it lowers it. The table of mean sizes says the same in numbers.");
        var low = swarms.Min(swarm => swarm.Contributions.Min());
        var high = swarms.Max(swarm => swarm.Contributions.Max());
        var scale = Scale.Around(Math.Min(0, low), Math.Max(0, high), Left, Right, 6);
        var bottom = swarms.Count * RowHeight;
        drawing.Axis(scale, 0, bottom);
        drawing.Text((Left + Right) / 2, bottom + 38, $"adds to the score ({unit})", "axis", Anchor.Middle);
        for (var i = 0; i < swarms.Count; i++)
        {
            var middle = (i * RowHeight) + (RowHeight / 2);
            drawing.Name(Left - 16, middle, swarms[i].Name, LongestName);
            Dots(drawing, scale, swarms[i], middle);
        }

        Legend(drawing, bottom + 38);
        return drawing.End(bottom + 46);
    }

    /// <summary>Dots in the order of their contributions, stacked up and down by turns where they would cover each other; one path per shade keeps the page small.</summary>
    private static void Dots(Drawing drawing, Scale scale, Swarm swarm, double middle)
    {
        var paths = new StringBuilder[Shades + 1];
        foreach (var lane in Thinned(swarm).GroupBy(row => Math.Round(scale.At(swarm.Contributions[row]) / Lane)).OrderBy(lane => lane.Key))
        {
            var rows = lane.ToArray();
            var apart = Math.Min(3.4, (RowHeight - 8) / rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                var y = middle + (((i + 1) / 2) * apart * (i % 2 == 0 ? 1 : -1));
                var shade = Shade(swarm.Heights?[rows[i]] ?? double.NaN);
                (paths[shade] ??= new StringBuilder()).Append($"M{Html.At(scale.At(swarm.Contributions[rows[i]]))} {Html.At(y)}h0");
            }
        }

        for (var shade = 0; shade <= Shades; shade++)
        {
            if (paths[shade] is { } path) drawing.Path(path.ToString(), shade == Shades ? "swarm plain" : $"swarm v{shade}");
        }
    }

    /// <summary>At most so many rows: evenly spaced in the order of their contributions, so that the shape and both ends stay.</summary>
    private static IEnumerable<int> Thinned(Swarm swarm)
    {
        var order = Enumerable.Range(0, swarm.Contributions.Count).OrderBy(row => swarm.Contributions[row]).ToArray();
        if (order.Length <= MostDots) return order;
        return Enumerable.Range(0, MostDots).Select(i => order[(int)((long)i * (order.Length - 1) / (MostDots - 1))]);
    }

    private static int Shade(double height) => double.IsNaN(height) ? Shades : Math.Clamp((int)(height * Shades), 0, Shades - 1);

    private static void Legend(Drawing drawing, double y)
    {
        drawing.Text(0, y, "low value", "axis");
        for (var shade = 0; shade < Shades; shade++) drawing.Path($"M{Html.At(66 + (shade * 9))} {Html.At(y - 4)}h0", $"swarm v{shade}");
        drawing.Text(66 + (Shades * 9) + 2, y, "high · grey: no order", "axis");
    }
}
