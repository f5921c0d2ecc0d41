namespace MlPlatform.Trust.Explanations.PartialDependence;

/// <summary>A partial dependence: mean scores at every point of the grids, how sure they are, and the rows' own curves where kept.</summary>
public sealed class DependenceSurface
{
    private readonly double[] curves;

    internal DependenceSurface(IReadOnlyList<FeatureGrid> grids, int outputs, RunningMoments moments, double[] curves)
    {
        (Grids, Outputs, this.curves) = (grids, outputs, curves);
        Means = moments.Means;
        var rows = moments.Weight * moments.Weight / moments.SquaredWeights;
        StandardErrors = Array.ConvertAll(moments.Squares, squares => rows > 1 ? Math.Sqrt(squares / moments.Weight / (rows - 1)) : 0);
    }

    public IReadOnlyList<FeatureGrid> Grids { get; }

    public int Outputs { get; }

    /// <summary>How many combinations of held values there are; the last grid varies fastest.</summary>
    public int Points => Means.Count / Outputs;

    /// <summary>Points × outputs.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>As the means: their standard error, the background taken as a sample (of (Σw)² / Σw² rows where weighted).</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>How many rows' own curves were kept: all or none.</summary>
    public int Curves => curves.Length / Means.Count;

    public double Mean(int point, int output = 0) => Means[(point * Outputs) + output];

    /// <summary>One row's own scores of one output, point by point.</summary>
    public double[] Curve(int row, int output = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Curves);
        var curve = new double[Points];
        for (var point = 0; point < curve.Length; point++) curve[point] = curves[(((row * Points) + point) * Outputs) + output];
        return curve;
    }

    /// <summary>A row's curve less its value at one point: curves that start together show how they part (centred ICE).</summary>
    public double[] CentredCurve(int row, int output = 0, int anchor = 0)
    {
        var curve = Curve(row, output);
        var start = curve[anchor];
        return Array.ConvertAll(curve, value => value - start);
    }

    /// <summary>The means less the mean at one point.</summary>
    public double[] CentredMeans(int output = 0, int anchor = 0) =>
        [.. Enumerable.Range(0, Points).Select(point => Mean(point, output) - Mean(anchor, output))];
}
