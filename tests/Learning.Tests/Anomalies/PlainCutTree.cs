using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Anomalies;

/// <summary>A random cut tree as the paper defines it: a set of points cut in two, from the top down. The oracle.</summary>
internal sealed class PlainCutTree
{
    private PlainCutTree(float[][] points, int column, float cut, PlainCutTree? left, PlainCutTree? right) =>
        (Points, Column, Cut, Left, Right) = (points, column, cut, left, right);

    public float[][] Points { get; }

    public int Column { get; }

    public float Cut { get; }

    public PlainCutTree? Left { get; }

    public PlainCutTree? Right { get; }

    public static PlainCutTree Grow(float[][] points, SeededRandom random)
    {
        var ranges = Enumerable.Range(0, points[0].Length).Select(i => (double)points.Max(p => p[i]) - points.Min(p => p[i])).ToArray();
        if (ranges.Sum() == 0) return new PlainCutTree(points, -1, 0, null, null);
        var at = random.NextDouble() * ranges.Sum();
        var column = 0;
        for (; at >= ranges[column]; column++) at -= ranges[column];
        var cut = (float)(points.Min(p => p[column]) + at);
        return new PlainCutTree(
            points, column, cut, Grow([.. points.Where(p => p[column] <= cut)], random), Grow([.. points.Where(p => p[column] > cut)], random));
    }

    /// <summary>The largest quotient of a sibling's and an own mass on the way to a point.</summary>
    public double Displacement(float[] point)
    {
        if (Left is null) return 0;
        var (own, other) = point[Column] <= Cut ? (Left, Right!) : (Right!, Left);
        return Math.Max((double)other.Points.Length / own.Points.Length, own.Displacement(point));
    }

    public int Depth(float[] point) => Left is null ? 0 : 1 + (point[Column] <= Cut ? Left : Right!).Depth(point);
}
