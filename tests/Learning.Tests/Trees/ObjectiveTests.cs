using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees;
using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Learning.Trees.Objectives;

namespace MlPlatform.Learning.Tests.Trees;

/// <summary>Derivatives against finite differences of the loss, written out here a second time.</summary>
public sealed class ObjectiveTests
{
    private const double Step = 1e-4;
    private static readonly double[] Margins = [-2.5, -0.7, 0.1, 0.9, 3.2];

    [Theory]
    [InlineData("reg:squarederror", 1.3)]
    [InlineData("binary:logistic", 1)]
    [InlineData("binary:logistic", 0)]
    [InlineData("reg:logistic", 0.3)]
    [InlineData("reg:gamma", 2)]
    [InlineData("reg:tweedie", 2)]
    [InlineData("reg:tweedie", 0)]
    public void Objective_OfOneMargin_HasTheDerivativesOfItsLoss(string name, double label)
    {
        foreach (var margin in Margins)
        {
            var (gradient, hessian) = Derive(name, margin, label);
            Assert.Equal(Slope(m => Loss(name, m, label), margin), gradient, 1e-3 * Math.Max(1, Math.Abs(gradient)));
            Assert.Equal(Slope(m => Slope(n => Loss(name, n, label), m), margin), hessian, 1e-2 * Math.Max(1, hessian));
        }
    }

    [Fact]
    public void Poisson_HasTheHessianOfAMarginOneStepHigher()
    {
        var (gradient, hessian) = Derive("count:poisson", 0.4, 3);
        Assert.Equal(Math.Exp(0.4) - 3, gradient, 1e-5);
        Assert.Equal(Math.Exp(0.4 + 0.7), hessian, 1e-5);
    }

    [Fact]
    public void Softmax_HasTheGradientOfItsLossAndTwiceItsHessian()
    {
        double[] margins = [0.3, -1.1, 2.0];
        var rows = new BoostingRows([1], null, null, 3);
        for (var k = 0; k < 3; k++) rows.MarginsOf(k)[0] = (float)margins[k];
        var (gradients, hessians) = (new float[3], new float[3]);
        using var team = new WorkerTeam(1);
        Make("multi:softprob", 3).Derive(rows, gradients, hessians, team);
        for (var k = 0; k < 3; k++)
        {
            var gradient = Slope(m => SoftmaxLoss(margins, k, m, 1), margins[k]);
            var hessian = Slope(m => Slope(n => SoftmaxLoss(margins, k, n, 1), m), margins[k]);
            Assert.Equal(gradient, gradients[k], 1e-4);
            Assert.Equal(2 * hessian, hessians[k], 1e-3);
        }
    }

    [Fact]
    public void Quantile_BaseMargin_IsTheQuantile()
    {
        var rows = new BoostingRows([5, 1, 4, 2, 3], null, null, 1);
        Assert.Equal(3, Make("reg:absoluteerror").BaseMargins(rows)[0]);
        var weighted = new BoostingRows([5, 1, 4, 2, 3], [10, 1, 1, 1, 1], null, 1);
        Assert.Equal(5, Make("reg:absoluteerror").BaseMargins(weighted)[0]);
    }

    [Fact]
    public void Sigmoid_VectorsAndPlain_AgreeBitForBitAndWithTheFormula()
    {
        var random = new MlPlatform.Tables.SeededRandom(4);
        float[] margins = [.. Enumerable.Range(0, 1003).Select(i => (float)(random.NextNormal() * (i % 40))), 200, -200, 0, 87, -87];
        var labels = new float[margins.Length];
        var (g1, h1, g2, h2) = (new float[margins.Length], new float[margins.Length], new float[margins.Length], new float[margins.Length]);
        ((SingleObjective)Make("binary:logistic", 2, vectorized: true)).Derive(margins, labels, g1, h1);
        ((SingleObjective)Make("binary:logistic", 2, vectorized: false)).Derive(margins, labels, g2, h2);
        Assert.Equal(g1, g2);
        Assert.Equal(h1, h2);
        for (var i = 0; i < margins.Length; i++) Assert.Equal(1 / (1 + Math.Exp(-Math.Clamp(margins[i], -87, 87))), g1[i], 3e-7);
    }

    private static Objective Make(string name, int classes = 2, bool vectorized = false) =>
        ObjectiveCatalog.Make(TreeSamples.Options(("objective", name)), classes, vectorized);

    private static (double Gradient, double Hessian) Derive(string name, double margin, double label)
    {
        var (gradients, hessians) = (new float[1], new float[1]);
        ((SingleObjective)Make(name)).Derive([(float)margin], [(float)label], gradients, hessians);
        return (gradients[0], hessians[0]);
    }

    private static double Slope(Func<double, double> f, double x) => (f(x + Step) - f(x - Step)) / (2 * Step);

    private static double SoftmaxLoss(double[] margins, int k, double value, int label)
    {
        double[] changed = [.. margins];
        changed[k] = value;
        return Math.Log(changed.Sum(Math.Exp)) - changed[label];
    }

    private static double Loss(string name, double m, double y) => name switch
    {
        "reg:squarederror" => 0.5 * (m - y) * (m - y),
        "binary:logistic" or "reg:logistic" => Math.Log(1 + Math.Exp(m)) - (y * m),
        "reg:gamma" => (y * Math.Exp(-m)) + m,
        "reg:tweedie" => (-y * Math.Exp(-0.5 * m) / -0.5) + (Math.Exp(0.5 * m) / 0.5),
        _ => throw new ArgumentException(name),
    };
}
