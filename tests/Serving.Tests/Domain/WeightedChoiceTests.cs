using MlPlatform.Serving.Domain;

namespace MlPlatform.Serving.Tests.Domain;

public sealed class WeightedChoiceTests
{
    [Theory]
    [InlineData(new[] { 9.0, 1.0 }, new[] { 900, 100 })]
    [InlineData(new[] { 1.0, 1.0, 2.0 }, new[] { 250, 250, 500 })]
    [InlineData(new[] { 0.0, 3.0 }, new[] { 0, 1000 })]
    [InlineData(new[] { 3.0, 0.0 }, new[] { 1000, 0 })]
    [InlineData(new[] { 0.0, 0.0 }, new[] { 500, 500 })]
    public void Next_AThousandTimes_GivesEachItsShare(double[] weights, int[] expected)
    {
        const int spread = 3;
        var choice = new WeightedChoice(weights);
        var counts = new int[weights.Length];
        for (var i = 0; i < 1000; i++) counts[choice.Next()]++;
        for (var i = 0; i < counts.Length; i++)
        {
            if (expected[i] is 0 or 1000) Assert.Equal(expected[i], counts[i]);
            else Assert.InRange(counts[i], expected[i] - spread, expected[i] + spread);
        }
    }

    [Fact]
    public void Next_ASmallShare_IsSpreadEvenly()
    {
        var choice = new WeightedChoice([0.9, 0.1]);
        var chosen = Enumerable.Range(0, 1000).Where(_ => choice.Next() == 1).ToArray();
        var gaps = chosen.Zip(chosen.Skip(1), (earlier, later) => later - earlier);
        Assert.All(gaps, gap => Assert.InRange(gap, 5, 21));
    }
}
