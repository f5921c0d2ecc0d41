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
    private readonly int first;

    private TradeOffCurve(TradeOffPoint[] hull)
    {
        this.hull = hull;
        // Of several corners at the left edge the highest is the last.
        while (first < hull.Length - 2 && hull[first + 1].X == hull[0].X) first++;
    }

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

        return new TradeOffCurve(UpperHull(IsSorted(points) ? points : [.. points.OrderBy(point => point.X).ThenBy(point => point.Y)]));
    }

    /// <summary>The mix at this first rate, of the corners just before it and at or after it.</summary>
    public Interpolation At(double x)
    {
        var (low, right) = (first + 1, hull.Length - 1);
        while (low < right)
        {
            var middle = (low + right) / 2;
            if (hull[middle].X < x) low = middle + 1;
            else right = middle;
        }

        var (before, after) = (hull[right - 1], hull[right]);
        var share = after.X == before.X ? 0 : (after.X - x) / (after.X - before.X);
        return new Interpolation(share, before.Cut, after.Cut, (share * before.Y) + ((1 - share) * after.Y));
    }

    private static TradeOffPoint[] UpperHull(List<TradeOffPoint> points)
    {
        var chain = new List<TradeOffPoint>();
        foreach (var point in points)
        {
            while (chain.Count >= 2 && !IsAbove(chain[^1], chain[^2], point)) chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }

        return [.. chain];
    }

    private static bool IsSorted(List<TradeOffPoint> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i].X < points[i - 1].X || (points[i].X == points[i - 1].X && points[i].Y < points[i - 1].Y)) return false;
        }

        return true;
    }

    private static bool IsAbove(TradeOffPoint middle, TradeOffPoint left, TradeOffPoint right) =>
        (middle.Y - left.Y) * (right.X - left.X) > (right.Y - left.Y) * (middle.X - left.X);
}
