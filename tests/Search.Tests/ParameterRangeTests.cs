using System.Globalization;

namespace MlPlatform.Search.Tests;

public sealed class ParameterRangeTests
{
    [Theory]
    [InlineData(Scaling.Linear, 0.505)]
    [InlineData(Scaling.Logarithmic, 0.1)]
    [InlineData(Scaling.Auto, 0.1)]
    public void ContinuousRange_AtTheMiddle_IsTheMiddleOfItsScale(Scaling scaling, double expected) =>
        Assert.Equal(expected, Number(new ContinuousRange("x", 0.01, 1, scaling).At(0.5)), 9);

    [Fact]
    public void ReverseLogarithmic_AtTheMiddle_IsNearOne() =>
        Assert.Equal(1 - Math.Sqrt(0.1 * 0.001), Number(new ContinuousRange("x", 0.9, 0.999, Scaling.ReverseLogarithmic).At(0.5)), 9);

    [Theory]
    [InlineData(Scaling.Linear)]
    [InlineData(Scaling.Logarithmic)]
    public void IntegerRange_OverAllPoints_GivesEveryIntegerAndNoOther(Scaling scaling)
    {
        var range = new IntegerRange("n", 1, 6, scaling);
        var values = Enumerable.Range(0, 1000).Select(i => range.At(i / 1000.0)).Distinct();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], values);
    }

    [Fact]
    public void CategoricalRange_OverAllPoints_GivesEachAlikeOften()
    {
        var range = new CategoricalRange("c", ["a", "b", "c", "d"]);
        Assert.All(Enumerable.Range(0, 1000).GroupBy(i => range.At(i / 1000.0)), group => Assert.Equal(250, group.Count()));
    }

    [Theory]
    [InlineData(0, 1, Scaling.Logarithmic)]
    [InlineData(0, 1, Scaling.ReverseLogarithmic)]
    [InlineData(2, 1, Scaling.Linear)]
    [InlineData(0, double.NaN, Scaling.Linear)]
    public void RangeThatItsScaleCannotHold_IsRefusedByName(double minimum, double maximum, Scaling scaling) =>
        Assert.Contains("'x'", Assert.Throws<SearchException>(() => new ContinuousRange("x", minimum, maximum, scaling)).Message);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
