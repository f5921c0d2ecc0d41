using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

/// <summary>Calibrated equalised odds, reject option and draws, against their definitions row by row.</summary>
public sealed class ScoreRuleTests
{
    private const int Digits = 10;

    [Theory]
    [InlineData(CalibratedCost.FalseNegativeRate)]
    [InlineData(CalibratedCost.FalsePositiveRate)]
    [InlineData(CalibratedCost.Weighted)]
    public void CalibratedOdds_WhereReached_GiveBothGroupsTheSameCostInExpectation(CalibratedCost cost)
    {
        var reached = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (data, scores) = Samples.Rows(seed, 80, weighted: true);
            var fitted = CalibratedEqualizedOdds.Fit(data, scores, cost);
            if (!fitted.IsReached)
            {
                Assert.Contains(1.0, fitted.MixRates);
                continue;
            }

            reached++;
            double[] mixed = [.. scores.Select((score, row) => ((1 - fitted.MixRates[data.Groups[row]]) * score) + (fitted.MixRates[data.Groups[row]] * fitted.BaseRates[data.Groups[row]]))];
            var costs = AnswerCounts.Of(data, mixed).Select(rate => Cost(rate, cost)).ToArray();
            Assert.Equal(costs[0], costs[1], Digits);
        }

        Assert.True(reached > 3);
    }

    [Fact]
    public void RejectOption_IsTheMostAccurateOfTheGridWithinTheBounds()
    {
        var (data, scores) = Samples.Rows(9, 70, weighted: true);
        var search = new RejectOptionSearch { Thresholds = 12, Margins = 8, LowerBound = -0.1, UpperBound = 0.1 };

        var fitted = search.Fit(data, scores);

        var best = double.NegativeInfinity;
        for (var i = 0; i < 12; i++)
        {
            var threshold = 0.01 + (i * 0.98 / 11);
            for (var j = 0; j < 8; j++)
            {
                var margin = Math.Min(threshold, 1 - threshold) * j / 7;
                var rates = AnswerCounts.Of(data, [.. scores.Select((score, row) => Decide(data.Groups[row], score, threshold, margin))]);
                var (all, difference) = (rates[0] + rates[1], rates[1].SelectionRate.Value!.Value - rates[0].SelectionRate.Value!.Value);
                if (Math.Abs(difference) <= 0.1) best = Math.Max(best, (all.TruePositiveRate.Value!.Value + 1 - all.FalsePositiveRate.Value!.Value) / 2);
            }
        }

        Assert.True(fitted.IsWithinBounds);
        Assert.Equal(best, fitted.BalancedAccuracy, Digits);
    }

    [Fact]
    public void RejectOption_WhereNothingKeepsTheBounds_TakesTheNearest()
    {
        var data = new GroupedLabels([0, 0, 0, 1, 1, 1], [true, false, false, true, true, false], 2);

        var fitted = new RejectOptionSearch { Thresholds = 5, Margins = 3, LowerBound = 0.9, UpperBound = 0.95 }.Fit(data, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]);

        Assert.False(fitted.IsWithinBounds);
        Assert.True(fitted.Value is 1 or (>= 0.6 and < 0.9));
    }

    [Fact]
    public void Draws_OfTheSameSeed_AreTheSameAndFollowTheChances()
    {
        double[] chances = [.. Enumerable.Range(0, 20_000).Select(row => row % 4 == 0 ? 0 : row % 4 == 1 ? 1 : 0.3)];

        var answers = Decisions.Draw(chances, 5);

        Assert.Equal(answers, Decisions.Draw(chances, 5));
        Assert.NotEqual(answers, Decisions.Draw(chances, 6));
        Assert.All(answers.Where((_, row) => row % 4 == 0), Assert.False);
        Assert.All(answers.Where((_, row) => row % 4 == 1), Assert.True);
        // 10,000 draws of 0.3: five standard deviations are 0.023.
        Assert.Equal(0.3, answers.Where((_, row) => row % 4 > 1).Average(answer => answer ? 1.0 : 0), 0.023);
    }

    [Fact]
    public void Rows_ThatAreNoRows_AreRefused()
    {
        Assert.Contains("no rows", Assert.Throws<TrustException>(() => new GroupedLabels([], [], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("row 2", Assert.Throws<TrustException>(() => new GroupedLabels([0, 1], [true, true], 2, [1, -1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new GroupedLabels([0, 2], [true, true], 2));
        Assert.Contains("score of row 1", Assert.Throws<TrustException>(() => new RejectOptionSearch().Fit(new GroupedLabels([0], [true], 2), [double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RejectOptionSearch().Fit(new GroupedLabels([0], [true], 3), [0.5]));
    }

    private static double Decide(int group, double score, double threshold, double margin)
    {
        var isCritical = score > threshold - margin && score <= threshold + margin;
        return isCritical ? group : score > threshold ? 1 : 0;
    }

    private static double Cost(AnswerCounts rate, CalibratedCost cost)
    {
        var (falsePositive, falseNegative, share) = (rate.FalsePositives / rate.Negatives, 1 - (rate.TruePositives / rate.Positives), rate.Positives / rate.Total);
        return cost switch
        {
            CalibratedCost.FalsePositiveRate => falsePositive,
            CalibratedCost.FalseNegativeRate => falseNegative,
            _ => ((falsePositive * (1 - share)) + (falseNegative * share)) / 2,
        };
    }
}
