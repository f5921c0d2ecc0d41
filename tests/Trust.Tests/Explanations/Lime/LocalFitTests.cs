using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.Lime;

namespace MlPlatform.Trust.Tests.Explanations.Lime;

public sealed class LocalFitTests
{
    private const int Digits = 10;

    [Fact]
    public void Fit_WithASampleOfTwiceTheWeight_EqualsTheSampleTwice()
    {
        var (features, weights, scores) = Samples();
        double[] doubled = [.. weights];
        doubled[5] *= 2;

        var heavy = LocalFit.All(new Neighbourhood(3, 1, features, doubled, scores), LimeSelection.None, 3, alpha: 1)[0];
        var twice = LocalFit.All(
            new Neighbourhood(3, 1, [.. features, .. features[15..18]], [.. weights, weights[5]], [.. scores, scores[5]]), LimeSelection.None, 3, alpha: 1)[0];

        for (var i = 0; i < 3; i++) Assert.Equal(twice.Coefficients[i], heavy.Coefficients[i], Digits);
        Assert.Equal(twice.Intercept, heavy.Intercept, Digits);
        Assert.Equal(twice.RSquared!.Value, heavy.RSquared!.Value, Digits);
    }

    [Fact]
    public void Fit_OfOneFeature_IsTheClosedFormOfWeightedLeastSquares()
    {
        var model = LocalFit.All(new Neighbourhood(1, 1, [0, 1, 3], [1, 2, 1], [1, 2, 5]), LimeSelection.None, 1, alpha: 0)[0];

        // Means 5/4 and 5/2; Σw(x−x̄)(y−ȳ) = 6.5, Σw(x−x̄)² = 4.75, Σw(y−ȳ)² = 9.
        Assert.Equal(6.5 / 4.75, model.Coefficients[0], Digits);
        Assert.Equal(2.5 - (6.5 / 4.75 * 1.25), model.Intercept, Digits);
        Assert.Equal(6.5 * 6.5 / 4.75 / 9, model.RSquared!.Value, Digits);
    }

    [Fact]
    public void ForwardSelection_OfSamples_ChoosesWhatFittingEveryModelWouldChoose()
    {
        var (features, weights, scores) = Samples();
        var samples = new Neighbourhood(3, 1, features, weights, scores);
        var moments = new WeightedMoments(samples);

        var chosen = FeatureSelection.Choose(LimeSelection.ForwardSelection, 2, samples, moments, 0);

        var first = Enumerable.Range(0, 3).MaxBy(feature => Explained(moments, [feature]));
        var second = Enumerable.Range(0, 3).Where(feature => feature != first).MaxBy(feature => Explained(moments, [first, feature]));
        Assert.Equal([first, second], chosen);
    }

    private static double Explained(WeightedMoments moments, int[] features)
    {
        var coefficients = new RidgeSystem(moments, features, 0).Coefficients(0);
        return features.Select((feature, i) => coefficients[i] * moments.Cross(0, feature)).Sum();
    }

    private static (double[] Features, double[] Weights, double[] Scores) Samples()
    {
        var random = new SeededRandom(3);
        var features = new double[60];
        for (var i = 0; i < features.Length; i++) features[i] = random.NextNormal();
        var weights = new double[20];
        for (var i = 0; i < 20; i++) weights[i] = random.NextDouble();
        double[] scores = [.. Enumerable.Range(0, 20).Select(i => features[3 * i] - (2 * features[(3 * i) + 2]) + Math.Sin(features[(3 * i) + 1]))];
        return (features, weights, scores);
    }
}
