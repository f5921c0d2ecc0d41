using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

public sealed class ThresholdOptimizerTests
{
    private const int Digits = 10;

    public static TheoryData<GroupConstraint, int> Constraints
    {
        get
        {
            var constraints = new TheoryData<GroupConstraint, int>();
            foreach (var constraint in Enum.GetValues<GroupConstraint>())
            {
                constraints.Add(constraint, 2);
                constraints.Add(constraint, 4);
            }

            return constraints;
        }
    }

    [Theory]
    [MemberData(nameof(Constraints))]
    public void Rates_OfAllGroups_AreEqualInExpectation(GroupConstraint constraint, int groups)
    {
        var (data, scores) = Samples.Rows(5, 150, groups, weighted: true);

        foreach (var objective in new[] { RateMetric.Accuracy, RateMetric.BalancedAccuracy })
        {
            var fitted = new ThresholdOptimizer { Constraint = constraint, Objective = objective }.Fit(data, scores);

            var rates = AnswerCounts.Of(data, fitted.Probabilities(data.Groups, scores));
            foreach (var metric in Rates(constraint)) Assert.All(rates, rate => Assert.Equal(metric.Of(rates[0]), metric.Of(rate), Digits));
        }
    }

    [Theory]
    [MemberData(nameof(Constraints))]
    public void Optimum_IsNotBelowThatOfAFineGridAndAlmostReachedByIt(GroupConstraint constraint, int groups)
    {
        var (data, scores) = Samples.Rows(6, 150, groups);
        var exact = new ThresholdOptimizer { Constraint = constraint };

        var (best, gridded) = (exact.Fit(data, scores).ObjectiveValue, (exact with { GridSize = 2000 }).Fit(data, scores).ObjectiveValue);

        Assert.InRange(gridded, best - 2e-3, best + 1e-12);
    }

    [Fact]
    public void ObjectiveValue_OfDemographicParity_IsTheAccuracyInExpectation()
    {
        var (data, scores) = Samples.Rows(7, 90, 3, weighted: true);

        var fitted = new ThresholdOptimizer { Constraint = GroupConstraint.DemographicParity }.Fit(data, scores);

        var all = AnswerCounts.Of(data, fitted.Probabilities(data.Groups, scores)).Aggregate((left, right) => left + right);
        Assert.Equal(fitted.ObjectiveValue, all.Accuracy.Value!.Value, Digits);
    }

    [Fact]
    public void Weight_OfTwo_IsARowTwice()
    {
        var (data, scores) = Samples.Rows(8, 60, 2, weighted: true);
        var (repeated, repeatedScores) = Samples.Repeated(data, scores);
        var optimizer = new ThresholdOptimizer { Constraint = GroupConstraint.EqualizedOdds };

        Assert.Equal(optimizer.Fit(repeated, repeatedScores).Groups, optimizer.Fit(data, scores).Groups);
    }

    [Fact]
    public void Group_WithOneLabel_IsNamed() => Assert.Equal(
        "Group 1 lacks one of the two labels, so its rates are not defined.",
        Assert.Throws<TrustException>(() => new ThresholdOptimizer { Constraint = GroupConstraint.EqualizedOdds }.Fit(new GroupedLabels([0, 0, 1], [true, false, true], 2), [0.1, 0.2, 0.3])).Message);

    private static RateMetric[] Rates(GroupConstraint constraint) =>
        constraint == GroupConstraint.EqualizedOdds ? [RateMetric.TruePositiveRate, RateMetric.FalsePositiveRate] : [constraint.Rate()];
}
