using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class DropoutTests
{
    private const int Count = 1 << 16;

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Dropout_OfManyUnits_DropsItsShareAndKeepsTheMean(double rate)
    {
        var values = Dropped(rate, new DropoutKey(1, 2), 0);
        var deviation = Math.Sqrt(rate * (1 - rate) / Count);
        Assert.InRange(values.Count(v => v == 0) / (double)Count, rate - (4 * deviation), rate + (4 * deviation));
        Assert.InRange(values.Average(), 1 - (4 * deviation / (1 - rate)), 1 + (4 * deviation / (1 - rate)));
        Assert.All(values.Distinct(), v => Assert.True(v == 0 || Math.Abs(v - (1 / (1 - rate))) < 1e-5));
    }

    [Fact]
    public void Dropout_OfOtherKeys_IsIndependent()
    {
        var key = new DropoutKey(1, 2);
        var first = Dropped(0.5, key.For(0), 0);
        const double Near = 0.01;
        Assert.All(
            Enumerable.Range(1, 50), use => Assert.InRange(Agreement(first, Dropped(0.5, key.For(use), 0)), 0.5 - Near, 0.5 + Near));
    }

    [Fact]
    public void Dropout_OfABlock_DependsOnItsPlaceOnly() =>
        Assert.Equal(Dropped(0.3, new DropoutKey(5, 6), 0)[64..], Dropped(0.3, new DropoutKey(5, 6), 64)[..^64]);

    [Fact]
    public void Dropout_InAFit_LeavesScoringWithoutChance()
    {
        var data = NetworkFits.Data();
        var model = NetworkFits.Fit(data, ("dropout", "0.5"), ("epochs", "3"));
        Assert.Equal(Models.TableScoring.Score(model, data.Features), Models.TableScoring.Score(model, data.Features));
    }

    private static float[] Dropped(double rate, DropoutKey key, uint counter)
    {
        var values = Enumerable.Repeat(1f, Count).ToArray();
        NetworkKernels.Best.Drop(values, new float[Count], Dropout.Of(rate), key, counter);
        return values;
    }

    private static double Agreement(float[] left, float[] right) => left.Zip(right, (a, b) => a == b ? 1.0 : 0).Average();
}
