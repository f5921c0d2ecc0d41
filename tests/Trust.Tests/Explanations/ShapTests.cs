using MlPlatform.Trust.Explanations;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class ShapTests
{
    private const int Digits = 10;
    private static readonly string[] Names = ["a", "b", "c", "d"];
    private static readonly double[] Coefficients = [0.5, -2, 0, 3.25];

    [Fact]
    public void LinearShap_OfALinearModel_EqualsShapleyByEnumeration()
    {
        var background = new Background(Random(seed: 1, 12 * 4), 4);
        var rows = Random(seed: 2, 9 * 4);

        var fast = LinearShap.Explain(Names, Coefficients, 0.75, background, rows);
        var exact = ExactShapley.Explain(Of(Names, Linear), background, rows, CancellationToken.None);

        Assert.Equal(exact.BaseValues[0], fast.BaseValues[0], Digits);
        for (var row = 0; row < exact.Rows; row++)
        {
            for (var feature = 0; feature < 4; feature++) Assert.Equal(exact.Row(row)[feature], fast.Row(row)[feature], Digits);
        }
    }

    [Fact]
    public void LinearShap_OfTwoScores_IsThatOfEach()
    {
        var background = new Background(Random(seed: 7, 6 * 4), 4);
        var rows = Random(seed: 8, 3 * 4);
        double[] second = [1, 2, 3, 4];

        var both = LinearShap.Explain(Names, [.. Coefficients, .. second], [0.75, -1], background, rows);

        var alone = LinearShap.Explain(Names, second, -1, background, rows);
        Assert.Equal(alone.BaseValues[0], both.BaseValues[1]);
        for (var row = 0; row < 3; row++) Assert.Equal(alone.Row(row).ToArray(), both.Row(row, 1).ToArray());
    }

    [Fact]
    public void LinearShap_OfARowWithAGap_IsRefusedByName()
    {
        var refusal = Assert.Throws<TrustException>(() =>
            LinearShap.Explain(Names, Coefficients, 0, new Background(new double[4], 4), [0, 1, 2, 3, 0, double.NaN, 2, 3]));

        Assert.Contains("b to row 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExactShapley_OfANonlinearModel_AddsUpToEveryScore()
    {
        var background = new Background(Random(seed: 3, 5 * 4), 4);
        var rows = Random(seed: 4, 20 * 4);
        var scores = new double[20];
        Twisted(rows, scores);

        var exact = ExactShapley.Explain(Of(Names, Twisted), background, rows, CancellationToken.None);

        for (var row = 0; row < exact.Rows; row++) Assert.Equal(scores[row], exact.BaseValues[0] + Sum(exact.Row(row)), Digits);
    }

    [Fact]
    public void ExactShapley_OfAProductOfTwo_SharesItEvenly()
    {
        var exact = ExactShapley.Explain(Of(["a", "b"], Product), new Background([0, 0], 2), [3, 4], CancellationToken.None);

        Assert.Equal([6.0, 6.0], exact.Row(0).ToArray());
    }

    [Fact]
    public void ExactShapley_OfAFeatureTheModelIgnores_IsZero()
    {
        var exact = ExactShapley.Explain(Of(Names, Linear), new Background(Random(seed: 5, 8), 4), Random(seed: 6, 4), CancellationToken.None);

        Assert.Equal(0, exact.Row(0)[2], Digits);
    }

    [Fact]
    public void Aggregate_OfKnownContributions_FollowsItsName()
    {
        var explanation = new Explanation(["a", "b"], [0], [1, -4, -3, 2, 5, 0]);

        Assert.Equal([3.0, 2.0], explanation.Aggregate(ExplanationAggregate.MeanAbsolute));
        Assert.Equal([35.0 / 3, 20.0 / 3], explanation.Aggregate(ExplanationAggregate.MeanSquare));
        Assert.Equal([1.0, 0.0], explanation.Aggregate(ExplanationAggregate.Median));
    }

    private static Scorer Of(string[] names, ScoringFunction score) => new(names, 1, score);

    private static void Linear(ReadOnlySpan<double> rows, Span<double> scores)
    {
        var width = rows.Length / scores.Length;
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = 0.75;
            for (var i = 0; i < width; i++) scores[row] += Coefficients[i] * rows[(row * width) + i];
        }
    }

    private static void Twisted(ReadOnlySpan<double> rows, Span<double> scores)
    {
        var width = rows.Length / scores.Length;
        for (var row = 0; row < scores.Length; row++)
        {
            var x = rows.Slice(row * width, width);
            scores[row] = Math.Sin(x[0] * x[1]) + (x[2] > 0 ? x[3] * x[3] : -x[0]);
        }
    }

    private static void Product(ReadOnlySpan<double> rows, Span<double> scores)
    {
        var width = rows.Length / scores.Length;
        for (var row = 0; row < scores.Length; row++) scores[row] = rows[row * width] * rows[(row * width) + 1];
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }

    private static double[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 4) - 2)];
    }
}
