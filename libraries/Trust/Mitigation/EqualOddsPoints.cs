namespace MlPlatform.Trust.Mitigation;

/// <summary>Where the lowest of several concave curves can have its corners.</summary>
internal static class EqualOddsPoints
{
    /// <summary>The corners and, between two of them, the points where two curves cross.</summary>
    public static IReadOnlyList<double> With(TradeOffCurve[] curves, IReadOnlyList<double> corners)
    {
        var points = new List<double>();
        for (var i = 0; i < corners.Count; i++)
        {
            points.Add(corners[i]);
            if (i + 1 < corners.Count) AddCrossings(curves, corners[i], corners[i + 1], points);
        }

        return points;
    }

    private static void AddCrossings(TradeOffCurve[] curves, double left, double right, List<double> points)
    {
        var first = points.Count;
        // At the very left edge a curve may be a step; just inside it is the line.
        var edges = Array.ConvertAll(curves, curve => (Left: curve.At(left).Y, Right: curve.At(right).Y));
        for (var a = 0; a < curves.Length; a++)
        {
            for (var b = a + 1; b < curves.Length; b++)
            {
                var (before, after) = (edges[a].Left - edges[b].Left, edges[a].Right - edges[b].Right);
                if (before * after < 0) points.Add(left + ((right - left) * before / (before - after)));
            }
        }

        points.Sort(first, points.Count - first, null);
    }
}
