namespace MlPlatform.Clarify.Report.Charts;

/// <summary>A bar: its name, its number, its colour class.</summary>
internal sealed record Bar(string Name, double Value, string Style);

/// <summary>Horizontal bars from zero, each with its number at its end.</summary>
internal static class BarChart
{
    private const double Start = 250;
    private const double End = 680;
    private const double RowHeight = 32;
    private const double Thickness = 18;
    private const int LongestName = 29;

    /// <summary>What the number of the longest bar to the left takes up, so that it stays clear of the name.</summary>
    private const double NumberWidth = 64;

    /// <param name="title">What the bars are.</param>
    /// <param name="bars">From top to bottom.</param>
    /// <param name="format">How numbers are written.</param>
    /// <param name="full">The number of a bar of full length; null: the largest.</param>
    public static string Draw(string title, IReadOnlyList<Bar> bars, Func<double, string> format, double? full = null)
    {
        var drawing = new Drawing(title, string.Join("; ", bars.Take(6).Select(bar => $"{bar.Name}: {format(bar.Value)}")));
        var negative = bars.Any(bar => bar.Value < 0);
        var largest = full ?? bars.Select(bar => Math.Abs(bar.Value)).DefaultIfEmpty(0).Max();
        if (largest == 0) largest = 1;
        var zero = negative ? (Start + NumberWidth + End) / 2 : Start;
        var length = End - zero;
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, top) = (bars[i], i * RowHeight);
            var size = Math.Min(1, Math.Abs(bar.Value) / largest) * length;
            drawing.Name(Start - 14, top + (RowHeight / 2), bar.Name, LongestName);
            if (full is not null) drawing.Rectangle(Start, top + ((RowHeight - Thickness) / 2), length, Thickness, "track");
            drawing.Rectangle(bar.Value < 0 ? zero - size : zero, top + ((RowHeight - Thickness) / 2), size, Thickness, bar.Style, bar.Name);
            var x = full is not null ? End + 10 : bar.Value < 0 ? zero - size - 8 : zero + size + 8;
            drawing.Value(x, top + (RowHeight / 2) + 4.5, bar.Value, format, bar.Value < 0 && full is null ? Anchor.End : Anchor.Start);
        }

        if (negative) drawing.Line(zero, 0, zero, bars.Count * RowHeight, "zero");
        return drawing.End((bars.Count * RowHeight) + 2);
    }
}
