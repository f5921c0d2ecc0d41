using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Permutation;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class PermutationShapTests
{
    private const int Width = 9;
    private const double Tolerance = 1e-11;

    [Fact]
    public void PermutationShap_OfInteractionsOfTwo_IsExactWithoutError()
    {
        var model = WaveModel.Of(Width);
        var background = new Background(WaveModel.Normal(1, 4 * Width), Width, [1, 0, 2, 1]);
        var rows = WaveModel.Normal(2, 3 * Width);

        var found = PermutationShap.Explain(model, background, rows, new PermutationShapOptions { Pairs = 2 }, CancellationToken.None);

        var exact = ExactShapley.Explain(model, background, rows, CancellationToken.None);
        for (var row = 0; row < 3; row++)
        {
            for (var i = 0; i < Width; i++)
            {
                Assert.Equal(exact.Row(row, 1)[i], found.Row(row, 1)[i], Tolerance);
                Assert.Equal(0, found.StandardErrors![(((row * 2) + 1) * Width) + i], Tolerance);
            }
        }
    }

    [Fact]
    public void PermutationShap_OverManySeeds_IsRightOnAverageAndKnowsItsError()
    {
        const int Seeds = 300;
        var model = WaveModel.Of(Width);
        var background = new Background(WaveModel.Normal(3, 3 * Width), Width);
        var row = WaveModel.Normal(4, Width);
        var exact = ExactShapley.Explain(model, background, row, CancellationToken.None).Row(0).ToArray();
        var (mean, square, stated) = SampledError.Over(
            Seeds, exact, seed => PermutationShap.Explain(model, background, row, new PermutationShapOptions { Pairs = 10, Seed = seed }, CancellationToken.None));

        for (var i = 0; i < Width; i++)
        {
            Assert.InRange(Math.Abs(mean[i]), 0, 4 * Math.Sqrt(square[i] / Seeds));
            Assert.InRange(stated[i] / square[i], 0.75, 1.33);
        }
    }

    [Fact]
    public void PermutationShap_OfAnyDraw_AddsUpAndIsTheSameOnTwoThreads()
    {
        var model = WaveModel.Of(Width);
        var background = new Background(WaveModel.Normal(5, 3 * Width), Width);
        var rows = WaveModel.Normal(6, 5 * Width);
        var options = new PermutationShapOptions { Pairs = 3, Seed = 2 };

        var one = PermutationShap.Explain(model, background, rows, options, CancellationToken.None);
        var two = PermutationShap.Explain(model, background, rows, options with { Threads = 2 }, CancellationToken.None);

        var scores = model.Scores(rows);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(scores[i], one.BaseValues[i % 2] + one.Row(i / 2, i % 2).ToArray().Sum(), Tolerance);
            Assert.Equal(one.Row(i / 2, i % 2).ToArray(), two.Row(i / 2, i % 2).ToArray());
        }

        Assert.Equal(one.StandardErrors, two.StandardErrors);
    }
}
