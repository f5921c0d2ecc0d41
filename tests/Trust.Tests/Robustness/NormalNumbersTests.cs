using MlPlatform.Tables;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Trust.Tests.Robustness;

public sealed class NormalNumbersTests
{
    private const int Count = 200_001;

    /// <summary>Four standard errors to either side: √(1/n) of the mean, √(2/n) of the variance, √(p q / n) of a tail.</summary>
    [Fact]
    public void Fill_ManyNumbers_HasTheMomentsAndTailsOfTheNormal()
    {
        var numbers = new double[Count];

        NormalNumbers.Fill(new SeededRandom(11), numbers);

        Assert.Equal(0, numbers.Average(), 4 * Math.Sqrt(1.0 / Count));
        Assert.Equal(1, numbers.Average(value => value * value), 4 * Math.Sqrt(2.0 / Count));
        foreach (var (edge, share) in new[] { (1.0, 0.158655254), (1.959963985, 0.025), (3.0, 0.001349898) })
        {
            var error = 4 * Math.Sqrt(share * (1 - share) / Count);
            Assert.Equal(share, numbers.Count(value => value > edge) / (double)Count, error);
            Assert.Equal(share, numbers.Count(value => value < -edge) / (double)Count, error);
        }
    }

    /// <summary>The two of a pair share their radius: what must not show is that one says anything of the other.</summary>
    [Fact]
    public void Fill_OfPairs_LeavesThemUncorrelated()
    {
        var numbers = new double[Count - 1];

        NormalNumbers.Fill(new SeededRandom(12), numbers);

        Assert.Equal(0, numbers.Chunk(2).Average(pair => pair[0] * pair[1]), 4 * Math.Sqrt(2.0 / Count));
        Assert.Equal(1, numbers.Chunk(2).Average(pair => pair[0] * pair[0] * pair[1] * pair[1]), 4 * Math.Sqrt(16.0 / Count));
    }
}
