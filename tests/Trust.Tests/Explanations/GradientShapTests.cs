using MlPlatform.Tables;
using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Gradients;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class GradientShapTests
{
    private const int Width = 3;
    private const double Tolerance = 1e-12;
    private static readonly double[] Coefficients = [0.5, -2, 3];

    [Fact]
    public void IntegratedGradients_OfACubic_IsTheClosedForm()
    {
        // f = x³ y: ∫ 3 (t x)² (t y) x dt = ¾ x³ y for x, and ¼ x³ y for y, from a baseline of zeros.
        var model = Model((x, _) => x[0] * x[0] * x[0] * x[1], (x, _, gradient) =>
        {
            gradient[0] = 3 * x[0] * x[0] * x[1];
            gradient[1] = x[0] * x[0] * x[0];
            gradient[2] = 0;
        });

        var found = IntegratedGradients.Explain(model, [0, 0, 0], new double[] { 2, 3, 5 }, steps: 2, threads: 1, CancellationToken.None);

        Assert.Equal(18, found.Values.Row(0)[0], Tolerance);
        Assert.Equal(6, found.Values.Row(0)[1], Tolerance);
        Assert.Equal(0, found.Values.Row(0)[2]);
        Assert.Equal(0, found.Gaps[0], Tolerance);
    }

    [Fact]
    public void IntegratedGradients_OfTooFewSteps_SaysWhatIsMissing()
    {
        var model = Logistic();

        var coarse = IntegratedGradients.Explain(model, [-3, 3, -3], new double[] { 3, -3, 3 }, steps: 1, threads: 1, CancellationToken.None);
        var fine = IntegratedGradients.Explain(model, [-3, 3, -3], new double[] { 3, -3, 3 }, steps: 60, threads: 1, CancellationToken.None);

        var total = model.Scores([3, -3, 3])[0] - model.Scores([-3, 3, -3])[0];
        Assert.Equal(total - coarse.Values.Row(0).ToArray().Sum(), coarse.Gaps[0], Tolerance);
        Assert.InRange(Math.Abs(coarse.Gaps[0]), 0.5, 10);
        Assert.Equal(0, fine.Gaps[0], 1e-6);
    }

    [Fact]
    public void GradientShap_OfALinearModel_IsLinearShapUpToItsError()
    {
        var model = Model((x, output) => (output + 1) * Linear(x), (_, output, gradient) =>
        {
            for (var i = 0; i < Width; i++) gradient[i] = (output + 1) * Coefficients[i];
        }, outputs: 2);
        var background = new Background(Normal(1, 40 * Width), Width);
        var rows = Normal(2, 5 * Width);

        // As many draws as background rows: systematic sampling takes each once, so nothing is left to chance.
        var found = GradientShap.Explain(model, background, rows, new GradientShapOptions { Samples = 40 }, CancellationToken.None);

        var exact = LinearShap.Explain(model.Features, [.. Coefficients, .. Coefficients.Select(c => 2 * c)], [0, 0], background, rows);
        for (var row = 0; row < 5; row++)
        {
            for (var cell = 0; cell < 2 * Width; cell++) Assert.Equal(exact.Row(row, cell / Width)[cell % Width], found.Values.Row(row, cell / Width)[cell % Width], Tolerance);
            Assert.Equal(0, found.Gaps[2 * row], Tolerance);
        }
    }

    [Fact]
    public void GradientShap_OfManySeeds_KnowsItsErrorAndIsRightOnAverage()
    {
        const int Seeds = 300;
        var model = Logistic();
        var background = new Background(Normal(3, 6 * Width), Width, [1, 2, 1, 0, 1, 3]);
        double[] row = [1, 0.5, -0.5];
        var exact = OverAllBaselines(model, background, row);
        for (var i = 0; i < Width; i++)
        {
            double mean = 0, square = 0, stated = 0;
            for (var seed = 0; seed < Seeds; seed++)
            {
                var found = GradientShap.Explain(model, background, row, new GradientShapOptions { Samples = 60, Seed = (ulong)seed }, CancellationToken.None).Values;
                mean += (found.Row(0)[i] - exact[i]) / Seeds;
                square += Math.Pow(found.Row(0)[i] - exact[i], 2) / Seeds;
                stated += Math.Pow(found.StandardErrors![i], 2) / Seeds;
            }

            Assert.InRange(Math.Abs(mean), 0, 4 * Math.Sqrt(square / Seeds));
            Assert.True(stated >= 0.9 * square, $"stated {stated}, met {square}");
        }
    }

    [Fact]
    public void GradientShap_OnTwoThreads_IsTheSame()
    {
        var background = new Background(Normal(4, 10 * Width), Width);
        var rows = Normal(5, 9 * Width);
        var options = new GradientShapOptions { Samples = 30, Seed = 7 };

        var one = GradientShap.Explain(Logistic(), background, rows, options, CancellationToken.None);
        var two = GradientShap.Explain(Logistic(), background, rows, options with { Threads = 2 }, CancellationToken.None);

        Assert.Equal(one.Gaps, two.Gaps);
        for (var row = 0; row < 9; row++) Assert.Equal(one.Values.Row(row).ToArray(), two.Values.Row(row).ToArray());
    }

    [Fact]
    public void GradientShap_OfAModelWithoutGradient_IsRefused()
    {
        var model = new Scorer(["a"], 1, (_, scores) => scores.Clear());

        Assert.Throws<ArgumentException>(() =>
            GradientShap.Explain(model, new Background([0], 1), new double[] { 1 }, new GradientShapOptions(), CancellationToken.None));
    }

    /// <summary>Integrated gradients from every baseline, by its weight.</summary>
    private static double[] OverAllBaselines(Scorer model, Background background, double[] row)
    {
        var sums = new double[Width];
        for (var b = 0; b < background.Rows; b++)
        {
            var values = IntegratedGradients.Explain(model, background.Row(b), row, steps: 50, threads: 1, CancellationToken.None).Values.Row(0);
            for (var i = 0; i < Width; i++) sums[i] += background.Shares[b] * values[i];
        }

        return sums;
    }

    private static Scorer Logistic() => Model((x, _) => 1 / (1 + Math.Exp(-Linear(x))), (x, _, gradient) =>
    {
        var p = 1 / (1 + Math.Exp(-Linear(x)));
        for (var i = 0; i < Width; i++) gradient[i] = p * (1 - p) * Coefficients[i];
    });

    private static double Linear(ReadOnlySpan<double> x) => (Coefficients[0] * x[0]) + (Coefficients[1] * x[1]) + (Coefficients[2] * x[2]);

    private delegate double RowScore(ReadOnlySpan<double> row, int output);

    private static Scorer Model(RowScore score, GradientFunction gradient, int outputs = 1) => new(["a", "b", "c"], outputs, (rows, scores) =>
    {
        for (var i = 0; i < scores.Length; i++) scores[i] = score(rows.Slice(i / outputs * Width, Width), i % outputs);
    })
    {
        Gradient = gradient,
    };

    private static double[] Normal(ulong seed, int count)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }
}
