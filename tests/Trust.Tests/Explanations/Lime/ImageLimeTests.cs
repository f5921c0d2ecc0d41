using MlPlatform.Trust.Explanations.Lime;
using MlPlatform.Trust.Explanations.Lime.Images;

namespace MlPlatform.Trust.Tests.Explanations.Lime;

public sealed class ImageLimeTests
{
    private const int Digits = 6;
    private static readonly ImageShape Shape = new(4, 6, 1);
    private static readonly Segments Quarters = new([.. Enumerable.Range(0, 24).Select(pixel => (pixel / 12 * 2) + (pixel % 6 / 3))]);
    private static readonly float[] Picture = [.. Enumerable.Range(0, 24).Select(pixel => (pixel % 5 / 8f) + (pixel / 12 * 0.25f))];

    [Fact]
    public void Explain_OfAModelThatSumsPixels_GivesEachPieceItsSum()
    {
        var explanation = ImageLime.Explain(Sum, Picture, Quarters, Options(alpha: 0) with { HideColour = [0f] }, CancellationToken.None);

        for (var piece = 0; piece < 4; piece++)
        {
            double expected = Picture.Where((_, pixel) => Quarters.Labels[pixel] == piece).Sum();
            Assert.Equal(expected, explanation.Models[0].Coefficient(piece), Digits);
        }

        Assert.Equal(0, explanation.Models[0].Intercept, Digits);
    }

    [Fact]
    public void Explain_WithPiecesHiddenByTheirMean_LeavesASumUnmoved()
    {
        var explanation = ImageLime.Explain(Sum, Picture, Quarters, Options(alpha: 0), CancellationToken.None);

        Assert.All(explanation.Models[0].Coefficients, coefficient => Assert.Equal(0, coefficient, 1e-4));
    }

    [Fact]
    public void Explain_OnOneThreadOrTwo_GivesTheSameNumbers()
    {
        var options = Options(alpha: 1) with { HideColour = [0.5f] };

        var one = ImageLime.Explain(Sum, Picture, Quarters, options, CancellationToken.None);
        var two = ImageLime.Explain(Sum, Picture, Quarters, options with { Fit = options.Fit with { Threads = 2 }, BatchSize = 16 }, CancellationToken.None);

        Assert.Equal(one.Models[0].Coefficients, two.Models[0].Coefficients);
    }

    [Fact]
    public void Explain_OfAnImageWithAValueThatIsNoNumber_SaysSo()
    {
        float[] broken = [.. Picture];
        broken[3] = float.NaN;

        Assert.Throws<TrustException>(() => ImageLime.Explain(Sum, broken, Quarters, Options(1), CancellationToken.None));
    }

    [Fact]
    public void Segments_WithANumberThatNoPixelHas_AreRefused() => Assert.Throws<ArgumentException>(() => new Segments([0, 2, 2]));

    private static ImageLimeOptions Options(double alpha) =>
        new() { Fit = new LimeOptions { Samples = 200, Features = int.MaxValue, Alpha = alpha, Seed = 5 } };

    private static ImageScorer Sum { get; } = new(Shape, 1, (images, scores) =>
    {
        for (var image = 0; image < scores.Length; image++)
        {
            scores[image] = 0;
            foreach (var value in images.Slice(image * Shape.Length, Shape.Length)) scores[image] += value;
        }
    });
}
