namespace MlPlatform.Clarify.Report.Charts;

/// <summary>A number before and now.</summary>
/// <param name="Name">What it is the number of.</param>
/// <param name="Before">Its value in the report before.</param>
/// <param name="Now">Its value now.</param>
/// <param name="Low">The lower end of the range of the value now; null where there is none.</param>
/// <param name="High">The upper end.</param>
/// <param name="Style">The colour class of the value now.</param>
internal sealed record Change(string Name, double Before, double Now, double? Low, double? High, string Style);

/// <summary>A hollow dot for before, a full one for now, and the range of the value now.</summary>
internal static class ChangeChart
{
    private const double Left = 230;
    private const double Right = 730;
    private const double RowHeight = 34;
    private const int LongestName = 26;

    public static string Draw(string title, IReadOnlyList<Change> changes)
    {
        var drawing = new Drawing(title, string.Join("; ", changes.Take(8).Select(change => $"{change.Name}: {Html.Number(change.Before)}, now {Html.Number(change.Now)}")));
        var all = changes.SelectMany(change => new[] { change.Before, change.Now, change.Low ?? change.Now, change.High ?? change.Now }).Append(0).ToArray();
        var scale = Scale.Around(all.Min(), all.Max(), Left, Right, 6);
        var bottom = changes.Count * RowHeight;
        drawing.Axis(scale, 0, bottom);
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, y) = (changes[i], (i * RowHeight) + (RowHeight / 2));
            drawing.Name(Left - 16, y, change.Name, LongestName);
            if (change is { Low: { } low, High: { } high }) drawing.Line(scale.At(low), y, scale.At(high), y, $"range {change.Style}");
            drawing.Line(scale.At(change.Before), y, scale.At(change.Now), y, $"whisker {change.Style}");
            drawing.Dot(scale.At(change.Before), y, 5, "dot before", $"before: {Html.Number(change.Before)}");
            drawing.Dot(scale.At(change.Now), y, 5.5, $"dot {change.Style}", $"now: {Html.Number(change.Now)}");
        }

        Legend(drawing, bottom + 34);
        return drawing.End(bottom + 46);
    }

    private static void Legend(Drawing drawing, double y)
    {
        var x = 8.0;
        foreach (var (style, meaning) in new[] { ("before", "before"), ("act", "now, with its range: worse beyond chance"), ("fine", "better beyond chance"), ("unknown", "may be chance") })
        {
            drawing.Dot(x, y, 5, $"dot {style}");
            drawing.Text(x + 11, y + 4.5, meaning, "axis");
            x += 36 + (meaning.Length * 6.6);
        }
    }
}
