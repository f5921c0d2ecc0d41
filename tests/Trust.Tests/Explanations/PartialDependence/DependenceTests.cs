using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.PartialDependence;

namespace MlPlatform.Trust.Tests.Explanations.PartialDependence;

public sealed class DependenceTests
{
    private const int Digits = 12;
    private static readonly double[] Rows = Random(seed: 4, rows: 300);

    private static readonly Scorer Model = new(["a", "b", "c"], 2, (rows, scores) =>
    {
        for (var i = 0; i < scores.Length / 2; i++)
        {
            var x = rows.Slice(i * 3, 3);
            scores[2 * i] = (x[0] * x[0]) + x[1];
            scores[(2 * i) + 1] = x[0] * x[2];
        }
    });

    [Fact]
    public void Compute_OfAnAdditiveFunction_IsItsTermUpToAConstant()
    {
        var surface = Compute([new FeatureGrid(0, [-1, 0, 2])]);

        Assert.Equal([0.0, -1, 3], Array.ConvertAll(surface.CentredMeans(), value => Math.Round(value, Digits)));
        Assert.Equal(Column(1).Average(), surface.Mean(1), Digits);
    }

    [Fact]
    public void Compute_OverTwoColumns_HoldsEveryPairOfValues()
    {
        var surface = Compute([new FeatureGrid(0, [1, 2]), new FeatureGrid(2, [10, 20, 30])]);

        Assert.Equal([10.0, 20, 30, 20, 40, 60], Enumerable.Range(0, 6).Select(point => Math.Round(surface.Mean(point, output: 1), Digits)));
    }

    [Fact]
    public void Compute_OnOneThreadOrTwo_GivesTheSameNumbers()
    {
        FeatureGrid[] grid = [FeatureGrid.Quantiles(Rows, 3, 0, 9)];

        Assert.Equal(Compute(grid).Means, Compute(grid, new DependenceOptions { Threads = 2 }).Means);
        Assert.Equal(Compute(grid).StandardErrors, Compute(grid, new DependenceOptions { Threads = 2 }).StandardErrors);
    }

    [Fact]
    public void Compute_WithARowOfTwiceTheWeight_EqualsTheRowTwice()
    {
        FeatureGrid[] grid = [new FeatureGrid(0, [-1, 0.5, 2])];
        double[] weights = [2, .. Enumerable.Repeat(1.0, 299)];

        var weighted = Compute(grid, new DependenceOptions { Weights = weights });
        var twice = Dependence.Compute(Model, [.. Rows[..3], .. Rows], grid, new DependenceOptions(), CancellationToken.None);

        for (var i = 0; i < weighted.Means.Count; i++) Assert.Equal(twice.Means[i], weighted.Means[i], Digits);
    }

    [Fact]
    public void Curves_OfAllRows_AverageToTheMeans()
    {
        var surface = Compute([new FeatureGrid(0, [-1, 0.5, 2])], new DependenceOptions { Individual = true });

        Assert.Equal(300, surface.Curves);
        for (var point = 0; point < 3; point++)
        {
            Assert.Equal(surface.Mean(point, 1), Enumerable.Range(0, 300).Average(row => surface.Curve(row, 1)[point]), Digits);
        }
    }

    [Fact]
    public void CentredCurve_OfARow_StartsAtZeroAndKeepsItsShape()
    {
        var surface = Compute([new FeatureGrid(0, [1, 2, 4])], new DependenceOptions { Individual = true });

        var curve = surface.CentredCurve(7, output: 1);

        Assert.Equal([0, Rows[23], 3 * Rows[23]], Array.ConvertAll(curve, value => Math.Round(value, Digits)), (one, other) => Math.Abs(one - other) < 1e-11);
    }

    [Fact]
    public void StandardErrors_OfTheMeans_AreThoseOfASampleOfRows()
    {
        var surface = Compute([new FeatureGrid(0, [3])]);

        var b = Column(1);
        var mean = b.Average();
        Assert.Equal(Math.Sqrt(b.Sum(value => (value - mean) * (value - mean)) / 299 / 300), surface.StandardErrors[0], Digits);
    }

    [Fact]
    public void Quantiles_OfAColumn_AreDistinctValuesWithTheEnds()
    {
        Assert.Equal([1.0, 2, 3], FeatureGrid.Quantiles([1, 1, 1, 2, 3], 1, 0, 5).Values);
        Assert.Equal([-1.0, 4], FeatureGrid.Distinct([4, 0, double.NaN, 0, -1, 0, 4, 0], 2, 0).Values);
    }

    [Fact]
    public void Compute_WithNothingToAverage_SaysWhy()
    {
        FeatureGrid[] grid = [new FeatureGrid(0, [1])];

        Assert.Throws<TrustException>(() => Compute(grid, new DependenceOptions { Weights = new double[300] }));
        Assert.Throws<TrustException>(() => FeatureGrid.Distinct([double.NaN], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Compute([new FeatureGrid(3, [1])]));
        Assert.Throws<ArgumentException>(() => Compute([new FeatureGrid(0, [])]));
    }

    private static DependenceSurface Compute(FeatureGrid[] grids, DependenceOptions? options = null) =>
        Dependence.Compute(Model, Rows, grids, options ?? new DependenceOptions(), CancellationToken.None);

    private static double[] Column(int column) => [.. Rows.Where((_, i) => i % 3 == column)];

    private static double[] Random(ulong seed, int rows)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, rows * 3).Select(_ => random.NextNormal())];
    }
}
