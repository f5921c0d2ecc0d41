using MlPlatform.Trust.Explanations;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class GaussLegendreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(75)]
    public void GaussLegendre_OfPowersUpToItsDegree_IsExact(int count)
    {
        var rule = GaussLegendre.Of(count);

        for (var power = 0; power < 2 * count; power++)
        {
            var integral = rule.Points.Zip(rule.Weights, (t, weight) => weight * Math.Pow(t, power)).Sum();
            Assert.Equal(1.0 / (power + 1), integral, 1e-14);
        }

        Assert.All(rule.Points, t => Assert.InRange(t, double.Epsilon, 1 - 1e-16));
    }

    [Fact]
    public void GaussLegendre_OfOneMorePower_IsNot()
    {
        var rule = GaussLegendre.Of(2);

        Assert.NotEqual(0.2, rule.Points.Zip(rule.Weights, (t, weight) => weight * Math.Pow(t, 4)).Sum(), 1e-4);
    }
}
