using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Kernel;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class KernelShapTests
{
    private const double Tolerance = 1e-10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    public void KernelShap_OfAllCoalitions_IsShapleyByEnumeration(int width)
    {
        var model = WaveModel.Of(width);
        var background = new Background(WaveModel.Normal(1, 7 * width), width, [1, 2, 0, 1, 3, 1, 1]);
        var rows = WaveModel.Normal(2, 4 * width);

        var found = KernelShap.Explain(model, background, rows, new KernelShapOptions(), CancellationToken.None);

        var exact = ExactShapley.Explain(model, background, rows, CancellationToken.None);
        Assert.Null(found.StandardErrors);
        for (var output = 0; output < 2; output++)
        {
            Assert.Equal(exact.BaseValues[output], found.BaseValues[output], Tolerance);
            for (var row = 0; row < 4; row++)
            {
                for (var feature = 0; feature < width; feature++) Assert.Equal(exact.Row(row, output)[feature], found.Row(row, output)[feature], Tolerance);
            }
        }
    }

    [Fact]
    public void KernelShap_Sampled_AddsUpAndIsTheSameWithAnyNumberOfThreads()
    {
        const int Width = 14;
        var model = WaveModel.Of(Width);
        var background = new Background(WaveModel.Normal(3, 5 * Width), Width);
        var rows = WaveModel.Normal(4, 6 * Width);
        var options = new KernelShapOptions { Samples = 300, Seed = 5 };

        var one = KernelShap.Explain(model, background, rows, options, CancellationToken.None);
        var two = KernelShap.Explain(model, background, rows, options with { Threads = 2 }, CancellationToken.None);

        var scores = model.Scores(rows);
        for (var row = 0; row < 6; row++)
        {
            for (var output = 0; output < 2; output++)
            {
                Assert.Equal(one.Row(row, output).ToArray(), two.Row(row, output).ToArray());
                Assert.Equal(scores[(row * 2) + output], one.BaseValues[output] + one.Row(row, output).ToArray().Sum(), Tolerance);
            }
        }

        Assert.Equal(one.StandardErrors, two.StandardErrors);
    }

    [Fact]
    public void KernelShap_OverManySeeds_IsNearlyUnbiasedAndKnowsItsError()
    {
        const int Width = 12, Seeds = 300;
        var model = WaveModel.Of(Width);
        var background = new Background(WaveModel.Normal(6, 3 * Width), Width);
        var row = WaveModel.Normal(7, Width);
        var exact = ExactShapley.Explain(model, background, row, CancellationToken.None).Row(0).ToArray();
        var (mean, square, stated) = SampledError.Over(
            Seeds, exact, seed => KernelShap.Explain(model, background, row, new KernelShapOptions { Samples = 250, Seed = seed }, CancellationToken.None));

        for (var i = 0; i < Width; i++)
        {
            // A ratio of sampled sums: a bias of order 1 / draws remains, small beside the error itself.
            Assert.InRange(Math.Abs(mean[i]), 0, 0.4 * Math.Sqrt(square[i]));
            Assert.InRange(stated[i] / square[i], 0.8, 1.25);
        }
    }

    [Fact]
    public void KernelShap_OfABackgroundRowOfWeightTwo_IsThatOfTheRowTwice()
    {
        const int Width = 13;
        var rows = WaveModel.Normal(8, 2 * Width);
        var once = WaveModel.Normal(9, 2 * Width);
        double[] twice = [.. once, .. once[Width..]];
        var options = new KernelShapOptions { Samples = 200 };

        var weighted = KernelShap.Explain(WaveModel.Of(Width), new Background(once, Width, [1, 2]), rows, options, CancellationToken.None);
        var repeated = KernelShap.Explain(WaveModel.Of(Width), new Background(twice, Width), rows, options, CancellationToken.None);

        for (var i = 0; i < Width; i++)
        {
            Assert.Equal(repeated.Row(1)[i], weighted.Row(1)[i], Tolerance);
            Assert.Equal(repeated.StandardErrors![i], weighted.StandardErrors![i], Tolerance);
        }
    }

    [Fact]
    public void KernelShap_OfFeaturesEqualToTheBackground_GivesThemNothingAndTheOthersExactly()
    {
        const int Width = 14;
        var model = WaveModel.Of(Width);
        var baseline = WaveModel.Normal(10, Width);
        // The first row differs in six features, the second in all, the third in one, the fourth in none.
        double[] rows = [.. baseline, .. baseline, .. baseline, .. baseline];
        foreach (var feature in (int[])[0, 3, 4, 7, 11, 13]) rows[feature] += 1 + feature;
        for (var feature = 0; feature < Width; feature++) rows[Width + feature] -= 0.5 + feature;
        rows[(2 * Width) + 5] = 9;

        var found = KernelShap.Explain(model, new Background(baseline, Width), rows, new KernelShapOptions { Samples = 100 }, CancellationToken.None);

        var exact = ExactShapley.Explain(model, new Background(baseline, Width), rows, CancellationToken.None);
        foreach (var row in (int[])[0, 2, 3])
        {
            for (var i = 0; i < Width; i++)
            {
                Assert.Equal(exact.Row(row)[i], found.Row(row)[i], Tolerance);
                Assert.Equal(0, found.StandardErrors![(row * 2 * Width) + i]);
            }
        }

        Assert.Equal(0, found.Row(0)[1]);
        Assert.NotEqual(0, found.StandardErrors![2 * Width]);
    }

    [Theory]
    [InlineData(56)]
    [InlineData(210)]
    [InlineData(211)]
    [InlineData(16381)]
    public void KernelShap_OfABudgetThatPaysForWholeSizes_StillDrawsFromTheOthers(int samples)
    {
        const int Width = 14;
        var found = KernelShap.Explain(
            WaveModel.Of(Width), new Background(WaveModel.Normal(11, Width), Width), WaveModel.Normal(12, Width), new KernelShapOptions { Samples = samples }, CancellationToken.None);

        Assert.All(found.StandardErrors!.Take(Width), error => Assert.InRange(error, 1e-9, 1));
    }

    [Fact]
    public void KernelShap_OfTooFewCoalitions_IsRefused()
    {
        var options = new KernelShapOptions { Samples = 5 };

        var refusal = Assert.Throws<ArgumentException>(() =>
            KernelShap.Explain(WaveModel.Of(3), new Background([0, 0, 0], 3), new double[] { 1, 2, 3 }, options, CancellationToken.None));

        Assert.Contains("6 are the least", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KernelShap_OfAModelThatAnswersNoNumber_IsRefused()
    {
        var model = new Scorer(["a", "b"], 1, (rows, scores) => scores.Fill(rows.Length > 2 ? double.NaN : 1));

        Assert.Throws<TrustException>(() =>
            KernelShap.Explain(model, new Background([0, 0, 1, 1], 2), new double[] { 1, 2 }, new KernelShapOptions(), CancellationToken.None));
    }
}
