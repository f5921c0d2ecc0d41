using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

/// <summary>Thresholds per group against all combinations of all thresholds.</summary>
public sealed class GroupThresholdTests
{
    private const double Near = 1e-9;

    public static TheoryData<GroupConstraint, int, double> Searches
    {
        get
        {
            var searches = new TheoryData<GroupConstraint, int, double>();
            foreach (var constraint in Enum.GetValues<GroupConstraint>())
            {
                foreach (var tolerance in new[] { 0, 0.03, 0.1, 0.4 })
                {
                    searches.Add(constraint, 2, tolerance);
                    searches.Add(constraint, 3, tolerance);
                }
            }

            return searches;
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Thresholds_AreThoseOfTheBestOfAllCombinations(GroupConstraint constraint, int groups, double tolerance)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var (data, scores) = Samples.Rows(seed, 24, groups, weighted: seed % 2 == 1);
            foreach (var objective in new[] { RateMetric.Accuracy, RateMetric.BalancedAccuracy })
            {
                var fitted = new GroupThresholdSearch { Constraint = constraint, Objective = objective, Tolerance = tolerance }.Fit(data, scores);

                var (value, gap) = Judge(data, fitted.Probabilities(data.Groups, scores), constraint, objective);
                Assert.Equal(BruteForce(data, scores, constraint, objective, tolerance), value, Near);
                Assert.Equal(value, fitted.ObjectiveValue, Near);
                Assert.Equal(gap, fitted.Gap, Near);
                Assert.InRange(gap, 0, tolerance + Near);
            }
        }
    }

    private static double BruteForce(GroupedLabels data, double[] scores, GroupConstraint constraint, RateMetric objective, double tolerance)
    {
        var cuts = Enumerable.Range(0, data.GroupCount).Select(group => scores
            .Where((_, row) => data.Groups[row] == group).Distinct().Append(double.NegativeInfinity).ToArray()).ToArray();
        var best = double.NegativeInfinity;
        var chosen = new double[data.GroupCount];
        Try(0);
        return best;

        void Try(int group)
        {
            if (group < cuts.Length)
            {
                foreach (var cut in cuts[group])
                {
                    chosen[group] = cut;
                    Try(group + 1);
                }

                return;
            }

            var (value, gap) = Judge(data, [.. scores.Select((score, row) => score > chosen[data.Groups[row]] ? 1.0 : 0)], constraint, objective);
            if (gap <= tolerance + Near) best = Math.Max(best, value);
        }
    }

    private static (double Value, double Gap) Judge(GroupedLabels data, double[] answers, GroupConstraint constraint, RateMetric objective)
    {
        var rates = AnswerCounts.Of(data, answers);
        double Spread(RateMetric metric) => rates.Max(rate => metric.Of(rate)) - rates.Min(rate => metric.Of(rate));
        var gap = constraint == GroupConstraint.EqualizedOdds
            ? Math.Max(Spread(RateMetric.TruePositiveRate), Spread(RateMetric.FalsePositiveRate))
            : Spread(constraint.Rate());
        return (objective.Of(rates.Aggregate((left, right) => left + right)), gap);
    }
}
