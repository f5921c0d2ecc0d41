using System.Text;

namespace MlPlatform.Clarify.Report.Charts;

/// <summary>A way of deciding: its number in the table beside, how unfair, how accurate.</summary>
internal sealed record FrontPoint(int Number, string Name, double Unfairness, double Accuracy, bool OnFront, bool IsModel);

/// <summary>Accuracy against unfairness: the upper left corner is best, the line joins the points than which none is better in both.</summary>
internal static class FrontChart
{
    private const double Left = 80;
    private const double Right = 730;
    private const double Top = 14;
    private const double Bottom = 290;

    public static string Draw(string title, string horizontal, string vertical, IReadOnlyList<FrontPoint> points)
    {
        var said = points.Where(point => point.OnFront).Select(point => $"{point.Name}: {vertical} {Html.Number(point.Accuracy)}, {horizontal} {Html.Number(point.Unfairness)}");
        var drawing = new Drawing(title, string.Join("; ", said));
        var x = Scale.Around(0, points.Max(point => point.Unfairness) * 1.04, Left, Right, 6);
        var (low, high) = (points.Min(point => point.Accuracy), points.Max(point => point.Accuracy));
        var y = Scale.Around(low - ((high - low) * 0.05), high + ((high - low) * 0.05), Bottom, Top, 5);
        foreach (var tick in y.Ticks)
        {
            drawing.Line(Left, y.At(tick), Right, y.At(tick), "grid");
            drawing.Text(Left - 10, y.At(tick) + 4, y.Text(tick), "axis", Anchor.End);
        }

        foreach (var tick in x.Ticks) drawing.Text(x.At(tick), Bottom + 18, x.Text(tick), "axis", Anchor.Middle);
        drawing.Line(Left, Bottom, Right, Bottom, "zero");
        drawing.Text(Left, Bottom + 40, $"◀ fairer    {horizontal}", "axis");
        drawing.Text(Right, Bottom + 40, $"upwards: {vertical}", "axis", Anchor.End);
        var front = points.Where(point => point.OnFront).OrderBy(point => point.Unfairness).ToArray();
        drawing.Path(Steps(x, y, front), "front");
        foreach (var point in points.OrderBy(point => point.OnFront).ThenBy(point => point.IsModel))
        {
            var style = point.IsModel ? "dot model" : point.OnFront ? "dot best" : "dot other";
            drawing.Dot(x.At(point.Unfairness), y.At(point.Accuracy), point.OnFront || point.IsModel ? 6 : 4, style, point.Name);
        }

        Numbers(drawing, x, y, points.Where(point => point.OnFront || point.IsModel));
        return drawing.End(Bottom + 48);
    }

    /// <summary>Writes a number beside each point; where two would cover each other only the first is written.</summary>
    private static void Numbers(Drawing drawing, Scale x, Scale y, IEnumerable<FrontPoint> points)
    {
        var taken = new List<(double X, double Y)>();
        foreach (var point in points.OrderByDescending(point => point.IsModel))
        {
            var place = (X: x.At(point.Unfairness) + 10, Y: y.At(point.Accuracy) - 8);
            if (taken.Any(other => Math.Abs(other.X - place.X) < 16 && Math.Abs(other.Y - place.Y) < 13)) continue;
            taken.Add(place);
            drawing.Text(place.X, place.Y, point.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), "value");
        }
    }

    /// <summary>What can be had at most at each unfairness: constant until the next point.</summary>
    private static string Steps(Scale x, Scale y, FrontPoint[] front)
    {
        var path = new StringBuilder();
        var best = double.NegativeInfinity;
        foreach (var point in front)
        {
            // A point may be on the front by a figure that is not drawn; the line leaves it out.
            if (point.Accuracy <= best) continue;
            path.Append(path.Length == 0 ? $"M{Html.At(x.At(point.Unfairness))} {Html.At(y.At(point.Accuracy))}" : $"H{Html.At(x.At(point.Unfairness))}V{Html.At(y.At(point.Accuracy))}");
            best = point.Accuracy;
        }

        return path.Append($"H{Html.At(Right)}").ToString();
    }
}
