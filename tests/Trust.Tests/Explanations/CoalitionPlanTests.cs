using MlPlatform.Trust.Explanations.Kernel;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class CoalitionPlanTests
{
    [Theory]
    [InlineData(4, 100)]
    [InlineData(7, 126)]
    [InlineData(7, 60)]
    [InlineData(10, 40)]
    [InlineData(10, 700)]
    public void Plan_OfAnyBudget_WeighsEverySizeAsTheKernelDoes(int features, int samples)
    {
        var plan = CoalitionPlan.Make(features, samples, seed: 3);

        var total = Enumerable.Range(1, features - 1).Sum(size => (features - 1.0) / (size * (features - size)));
        Assert.Equal(total, plan.Weights.Sum(), 1e-12);
        Assert.InRange(plan.Count, 1, samples);
        Assert.Equal(plan.IsExact, samples >= (1 << features) - 2);
        for (var i = 0; i < plan.Enumerated; i++)
        {
            var size = Members(plan, i).Count(member => member);
            Assert.Equal((features - 1.0) / (Choose(features, size) * size * (features - size)), plan.Weights[i], 1e-12);
        }
    }

    [Fact]
    public void Plan_OfDraws_PairsEveryCoalitionWithItsComplementAndTakesNoneTwice()
    {
        var plan = CoalitionPlan.Make(8, 150, seed: 4);

        Assert.True(plan.Enumerated < plan.Count);
        for (var i = plan.Enumerated; i < plan.Count; i += 2)
        {
            Assert.Equal(Members(plan, i).Select(member => !member), Members(plan, i + 1));
            Assert.Equal(plan.Weights[i], plan.Weights[i + 1]);
        }

        var all = Enumerable.Range(0, plan.Count).Select(i => string.Concat(Members(plan, i).Select(member => member ? '1' : '0'))).ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((150 - plan.Enumerated) / 2, plan.Draws.Sum());
    }

    private static bool[] Members(CoalitionPlan plan, int coalition) => plan.Members[(coalition * plan.Features)..((coalition + 1) * plan.Features)];

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
