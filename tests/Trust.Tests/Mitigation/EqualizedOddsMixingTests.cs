using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

public sealed class EqualizedOddsMixingTests
{
    private const int Digits = 10;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public void Rates_OfAllGroups_AreEqualInExpectationAndTheBestThatALinearProgramFinds(ulong seed, int groups)
    {
        var (data, scores) = Samples.Rows(seed, 120, groups, weighted: true);
        // A group whose predictions are turned round is part of the problem.
        bool[] predicted = [.. scores.Select((score, row) => (score > 0.55) ^ (seed == 2 && data.Groups[row] == 1))];

        var fitted = EqualizedOddsMixing.Fit(data, predicted);

        var after = AnswerCounts.Of(data, fitted.Probabilities(data.Groups, [.. predicted.Select(answer => answer ? 1.0 : 0)]));
        Assert.All(after, rate => Assert.Equal(fitted.TruePositiveRate, rate.TruePositiveRate.Value!.Value, Digits));
        Assert.All(after, rate => Assert.Equal(fitted.FalsePositiveRate, rate.FalsePositiveRate.Value!.Value, Digits));
        Assert.Equal(-LeastProgram(data, predicted), fitted.TruePositiveRate - fitted.FalsePositiveRate, Digits);
    }

    [Fact]
    public void Predictions_ThatSayNothingOfAGroup_LeaveOneChanceForAll()
    {
        var data = new GroupedLabels([0, 0, 0, 0, 1, 1, 1, 1], [true, true, false, false, true, true, false, false], 2);

        var fitted = EqualizedOddsMixing.Fit(data, [true, true, false, false, true, false, true, false]);

        Assert.All(fitted.Groups, mixing => Assert.Equal(new LabelMixing(0.5, 0.5), mixing));
    }

    [Fact]
    public void Group_WithoutALabel_IsNamed()
    {
        var refusal = Assert.Throws<TrustException>(() => EqualizedOddsMixing.Fit(new GroupedLabels([0, 0, 1], [true, false, true], 2), [true, false, true]));

        Assert.Equal("Equalised odds have no value for group 1: no row has the unfavourable label.", refusal.Message);
    }

    /// <summary>FPR − TPR of the first group, made least over the chances of every group, by the simplex method.</summary>
    private static double LeastProgram(GroupedLabels data, bool[] predicted)
    {
        var rates = AnswerCounts.Of(data, [.. predicted.Select(answer => answer ? 1.0 : 0)]);
        var (falses, trues) = (rates.Select(rate => rate.FalsePositiveRate.Value!.Value).ToArray(), rates.Select(rate => rate.TruePositiveRate.Value!.Value).ToArray());
        var variables = 2 * rates.Length;
        double[] Row(int group, double[] of, double sign, double[]? onto = null)
        {
            var row = onto ?? new double[variables];
            row[2 * group] += sign * of[group];
            row[(2 * group) + 1] += sign * (1 - of[group]);
            return row;
        }

        var costs = Row(0, trues, -1, Row(0, falses, 1));
        double[][] equal = [.. Enumerable.Range(1, rates.Length - 1).SelectMany(group => new[] { Row(group, falses, -1, Row(0, falses, 1)), Row(group, trues, -1, Row(0, trues, 1)) })];
        double[][] upper = [.. Enumerable.Range(0, variables).Select(i => Enumerable.Range(0, variables).Select(j => i == j ? 1.0 : 0).ToArray())];
        return LinearProgram.Minimize(costs, upper, [.. Enumerable.Repeat(1.0, variables)], equal, new double[equal.Length]).Minimum;
    }
}
