namespace MlPlatform.Trust.Mitigation;

/// <summary>A point that a cut reaches: two rates, and the cut.</summary>
internal readonly record struct TradeOffPoint(double X, double Y, ThresholdCut Cut);

/// <summary>Where a group stands on its curve: with this chance one cut, else the other.</summary>
/// <param name="FirstShare">The chance of <paramref name="First"/>.</param>
/// <param name="First">The cut to the left.</param>
/// <param name="Second">The cut to the right.</param>
/// <param name="Y">The second rate there.</param>
internal readonly record struct Interpolation(double FirstShare, ThresholdCut First, ThresholdCut Second, double Y);

/// <summary>The best second rate that a group reaches at every first rate, by mixing two cuts: the upper hull over all its cuts.</summary>
/// <remarks>Andrew's monotone chain; points on a line between others are left out.</remarks>
internal sealed class TradeOffCurve
{
    private readonly TradeOffPoint[] hull;

    private TradeOffCurve(TradeOffPoint[] hull) => this.hull = hull;

    public IEnumerable<double> Corners => hull.Select(point => point.X);

    public static TradeOffCurve Of(GroupScores scores, RateMetric x, RateMetric y, bool flip)
    {
        var points = new List<TradeOffPoint>(scores.Cuts * (flip ? 2 : 1));
        for (var cut = 0; cut < scores.Cuts; cut++)
        {
            var rates = scores.Rates(cut);
            points.Add(new TradeOffPoint(x.Of(rates), y.Of(rates), new ThresholdCut(scores.Threshold(cut))));
            if (!flip) continue;
            var flipped = scores.FlippedRates(cut);
            points.Add(new TradeOffPoint(x.Of(flipped), y.Of(flipped), new ThresholdCut(scores.Threshold(cut), Above: false)));
        }

        return new TradeOffCurve(UpperHull([.. points.OrderBy(point => point.X).ThenBy(point => point.Y)]));
    }

    /// <summary>The mix at this first rate, of the corners just before it and at or after it.</summary>
    public Interpolation At(double x)
    {
        var right = 1;
        while (right < hull.Length - 1 && hull[right].X < x) right++;
        // Of several corners at the left edge the highest is the last.
        while (right < hull.Length - 1 && hull[right].X <= hull[0].X) right++;
        var (first, second) = (hull[right - 1], hull[right]);
        var share = second.X == first.X ? 0 : (second.X - x) / (second.X - first.X);
        return new Interpolation(share, first.Cut, second.Cut, (share * first.Y) + ((1 - share) * second.Y));
    }

    private static TradeOffPoint[] UpperHull(TradeOffPoint[] points)
    {
        var chain = new List<TradeOffPoint>();
        foreach (var point in points)
        {
            while (chain.Count >= 2 && !IsAbove(chain[^1], chain[^2], point)) chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }

        return [.. chain];
    }

    private static bool IsAbove(TradeOffPoint middle, TradeOffPoint left, TradeOffPoint right) =>
        (middle.Y - left.Y) * (right.X - left.X) > (right.Y - left.Y) * (middle.X - left.X);
}
