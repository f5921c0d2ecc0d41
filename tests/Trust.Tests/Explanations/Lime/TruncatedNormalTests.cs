using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.Lime;

namespace MlPlatform.Trust.Tests.Explanations.Lime;

public sealed class TruncatedNormalTests
{
    private const int Draws = 4000;

    /// <summary>The Kolmogorov-Smirnov distance of a sample of its own distribution is above this once in a million.</summary>
    private static readonly double Limit = 2.7 / Math.Sqrt(Draws);

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(-3, 3)]
    [InlineData(-0.3, 0.2)]
    [InlineData(0, 9)]
    [InlineData(2, 2.5)]
    [InlineData(1.5, 40)]
    [InlineData(-9, -7)]
    public void Draw_WithinAnInterval_FollowsTheDensity(double low, double high)
    {
        var random = new SeededRandom(11);
        var draws = Enumerable.Range(0, Draws).Select(_ => TruncatedNormal.Draw(random, low, high)).Order().ToArray();

        Assert.InRange(draws[0], low, high);
        Assert.InRange(draws[^1], low, high);
        var distance = 0.0;
        var total = Area(low, Math.Min(high, 12));
        for (var i = 0; i < Draws; i += 20) distance = Math.Max(distance, Math.Abs((Area(low, draws[i]) / total) - ((double)i / Draws)));
        Assert.InRange(distance, 0, Limit);
    }

    [Fact]
    public void Draw_WithinAPoint_IsThePoint() => Assert.Equal(0.5, TruncatedNormal.Draw(new SeededRandom(1), 0.5, 0.5));

    /// <summary>The area below the density, by Simpson's rule.</summary>
    private static double Area(double from, double to)
    {
        const int steps = 400;
        var width = (to - from) / steps;
        var sum = 0.0;
        for (var i = 0; i <= steps; i++)
        {
            var x = from + (i * width);
            sum += Math.Exp(-x * x / 2) * (i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2);
        }

        return sum * width / 3;
    }
}
