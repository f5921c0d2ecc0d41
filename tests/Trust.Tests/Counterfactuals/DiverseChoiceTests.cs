using MlPlatform.Trust.Counterfactuals;

namespace MlPlatform.Trust.Tests.Counterfactuals;

public sealed class DiverseChoiceTests
{
    [Theory]
    [InlineData(0.25)]
    [InlineData(3.0)]
    public void Determinant_OfEquallyDistantRows_IsTheClosedForm(double distance)
    {
        var k = 1 / (1 + distance);

        Assert.Equal(1 - (k * k), DiverseChoice.Determinant([0, distance, distance, 0], 2), 12);
        Assert.Equal(1 - (3 * k * k) + (2 * k * k * k), DiverseChoice.Determinant([0, distance, distance, distance, 0, distance, distance, distance, 0], 3), 12);
    }

    [Fact]
    public void Determinant_OfEqualRows_IsZero_AndOfOneOrNoneIsOne()
    {
        Assert.Equal(0, DiverseChoice.Determinant([0, 0, 0, 0], 2));
        Assert.Equal(1, DiverseChoice.Determinant([0], 1));
        Assert.Equal(1, DiverseChoice.Determinant([], 0));
    }

    /// <summary>numpy.linalg.det of 1 / (1 + [[0, 1, 2.5, 4], [1, 0, 2, 3.5], [2.5, 2, 0, 1.5], [4, 3.5, 1.5, 0]]).</summary>
    [Fact]
    public void Determinant_OfFourRows_IsThatOfNumpy() =>
        Assert.Equal(0.5404761904761904, DiverseChoice.Determinant([0, 1, 2.5, 4, 1, 0, 2, 3.5, 2.5, 2, 0, 1.5, 4, 3.5, 1.5, 0], 4), 12);
}
