using System.Text;

namespace MlPlatform.Clarify.Report.Charts;

/// <summary>A mean curve over numbers, with its error band and the curves of single rows behind it.</summary>
/// <param name="Positions">The numbers along the axis.</param>
/// <param name="Means">The curve.</param>
/// <param name="Errors">Its standard errors.</param>
/// <param name="Singles">Curves of single rows.</param>
/// <param name="Shares">How many rows are near each number, as shares; empty where not known.</param>
internal sealed record Curve(
    IReadOnlyList<double> Positions, IReadOnlyList<double> Means, IReadOnlyList<double> Errors, IReadOnlyList<double[]> Singles, IReadOnlyList<double> Shares);

/// <summary>How a score follows a number.</summary>
internal static class CurveChart
{
    private const double Left = 70;
    private const double Right = 740;
    private const double Top = 12;
    private const double Bottom = 220;

    /// <summary>Twice the standard error to either side: about 95 of 100 times.</summary>
    private const double Errors = 2;

    /// <param name="column">What runs along the axis.</param>
    /// <param name="unit">What the curve counts.</param>
    /// <param name="curve">The numbers.</param>
    /// <param name="title">What the drawing shows; null: the score by the column.</param>
    public static string Draw(string column, string unit, Curve curve, string? title = null)
    {
        var drawing = new Drawing(
            title ?? $"The score by {column}", $"From {Html.Number(curve.Means[0])} at {Html.Number(curve.Positions[0])} to {Html.Number(curve.Means[^1])} at {Html.Number(curve.Positions[^1])}.");
        var values = curve.Singles.SelectMany(single => single).Concat(curve.Means.Zip(curve.Errors, (mean, error) => mean + (Errors * error)))
            .Concat(curve.Means.Zip(curve.Errors, (mean, error) => mean - (Errors * error))).ToArray();
        var x = Scale.Exactly(curve.Positions[0], curve.Positions[^1], Left, Right, 7);
        var y = Scale.Around(values.Min(), values.Max(), Bottom, Top);
        foreach (var tick in y.Ticks)
        {
            drawing.Line(Left, y.At(tick), Right, y.At(tick), "grid");
            drawing.Text(Left - 10, y.At(tick) + 4, y.Text(tick), "axis", Anchor.End);
        }

        foreach (var tick in x.Ticks) drawing.Text(x.At(tick), Bottom + 18, x.Text(tick), "axis", Anchor.Middle);
        Rows(drawing, x, curve);
        foreach (var single in curve.Singles) drawing.Path(Through(x, y, curve.Positions, single), "single");
        drawing.Path(Band(x, y, curve), "errors");
        drawing.Path(Through(x, y, curve.Positions, curve.Means), "mean");
        drawing.Text((Left + Right) / 2, Bottom + 38, column, "axis", Anchor.Middle);
        drawing.Text(Left, Bottom + 38, unit, "axis");
        return drawing.End(Bottom + 46);
    }

    /// <summary>Bars at the foot: where the rows are.</summary>
    private static void Rows(Drawing drawing, Scale x, Curve curve)
    {
        const double tallest = 34;
        const double thickness = 9;
        if (curve.Shares.Count != curve.Positions.Count) return;
        var most = Math.Max(curve.Shares.Max(), double.Epsilon);
        for (var i = 0; i < curve.Shares.Count; i++)
        {
            var height = curve.Shares[i] / most * tallest;
            drawing.Rectangle(x.At(curve.Positions[i]) - (thickness / 2), Bottom - height, thickness, height, "rows", $"{Html.Percent(curve.Shares[i])} of the rows");
        }
    }

    private static string Through(Scale x, Scale y, IReadOnlyList<double> positions, IReadOnlyList<double> values)
    {
        var path = new StringBuilder();
        for (var i = 0; i < positions.Count; i++) path.Append($"{(i == 0 ? 'M' : 'L')}{Html.At(x.At(positions[i]))} {Html.At(y.At(values[i]))}");
        return path.ToString();
    }

    private static string Band(Scale x, Scale y, Curve curve)
    {
        var upper = Through(x, y, curve.Positions, [.. curve.Means.Zip(curve.Errors, (mean, error) => mean + (Errors * error))]);
        var lower = Through(x, y, [.. curve.Positions.Reverse()], [.. curve.Means.Zip(curve.Errors, (mean, error) => mean - (Errors * error)).Reverse()]);
        return $"{upper}L{lower[1..]}Z";
    }
}
