namespace MlPlatform.Clarify.Report.Charts;

/// <summary>A number on a line, with the range in which it probably lies.</summary>
/// <param name="Name">What it is the number of.</param>
/// <param name="Position">Where it is drawn.</param>
/// <param name="Range">The ends of its range as drawn; null where there is none.</param>
/// <param name="Value">The number as written.</param>
/// <param name="Style">Its colour class.</param>
/// <param name="Hint">What it is, in words.</param>
internal sealed record Estimate(string Name, double Position, (double Low, double High)? Range, double Value, string Style, string Hint);

/// <summary>Dots with whiskers on one scale around zero; a shaded band is what counts as near enough.</summary>
internal static class IntervalChart
{
    private const double Left = 150;
    private const double Right = 670;
    private const double Top = 30;
    private const double RowHeight = 28;

    public static string Draw(string title, IReadOnlyList<Estimate> estimates, double band, string leftMeaning, string rightMeaning)
    {
        var drawing = new Drawing(title, string.Join("; ", estimates.Take(8).Select(item => $"{item.Name}: {Html.Number(item.Value)}")));
        var reach = Math.Max(band * 1.5, estimates.Max(Reach));
        var scale = Scale.Around(-reach, reach, Left, Right, 6);
        var bottom = Top + (estimates.Count * RowHeight) + 4;
        drawing.Rectangle(scale.At(-band), Top - 6, scale.At(band) - scale.At(-band), bottom - Top + 6, "band");
        drawing.Text(Left, 14, "◀ " + leftMeaning, "axis");
        drawing.Text(Right, 14, rightMeaning + " ▶", "axis", Anchor.End);
        // The words above say which side fares worse; some metrics count that side below zero, so the axis has no signs.
        drawing.Axis(scale, Top - 6, bottom, unsigned: true);
        for (var i = 0; i < estimates.Count; i++) Row(drawing, scale, estimates[i], Top + (i * RowHeight) + (RowHeight / 2));
        return drawing.End(bottom + 26);
    }

    private static double Reach(Estimate item) => Math.Max(Math.Abs(item.Position), item.Range is var (low, high) ? Math.Max(Math.Abs(low), Math.Abs(high)) : 0);

    private static void Row(Drawing drawing, Scale scale, Estimate item, double y)
    {
        drawing.Name(Left - 16, y, item.Name, 18);
        if (item.Range is var (low, high))
        {
            drawing.Line(scale.At(low), y, scale.At(high), y, $"whisker {item.Style}");
            drawing.Line(scale.At(low), y - 5, scale.At(low), y + 5, $"whisker {item.Style}");
            drawing.Line(scale.At(high), y - 5, scale.At(high), y + 5, $"whisker {item.Style}");
        }
        else
        {
            drawing.Line(scale.At(0), y, scale.At(item.Position), y, $"whisker {item.Style}");
        }

        drawing.Dot(scale.At(item.Position), y, 5.5, $"dot {item.Style}", item.Hint);
        drawing.Value(Right + 18, y + 4.5, item.Value, Html.Number);
    }
}
