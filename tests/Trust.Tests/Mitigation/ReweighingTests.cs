using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

public sealed class ReweighingTests
{
    private const int Digits = 12;

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(5, true)]
    public void Weights_MakeTheLabelIndependentOfTheGroup(int groups, bool weighted)
    {
        var (data, _) = Samples.Rows(1, 200, groups, weighted);
        var before = AnswerCounts.Of(data, new double[data.Rows]);

        var weights = Reweighing.Fit(data).Apply(data);

        var after = AnswerCounts.Of(new GroupedLabels(data.Groups.ToArray(), data.Favorable.ToArray(), groups, weights), new double[data.Rows]);
        var share = before.Sum(rate => rate.Positives) / before.Sum(rate => rate.Total);
        Assert.All(after, rate => Assert.Equal(share, rate.Positives / rate.Total, Digits));
        for (var group = 0; group < groups; group++) Assert.Equal(before[group].Total, after[group].Total, Digits - 2);
    }

    [Fact]
    public void Cell_WithoutRows_HasAReasonInsteadOfAWeight()
    {
        var data = new GroupedLabels([0, 0, 1], [true, false, false], 2);

        var fitted = Reweighing.Fit(data);

        Assert.Equal("no row of group 1 has the favourable label", fitted.Favorable[1].Reason);
        Assert.Equal(4.0 / 3, fitted.Unfavorable[0].Value!.Value, Digits);
        Assert.Equal(2.0 / 3, fitted.Unfavorable[1].Value!.Value, Digits);
        var refusal = Assert.Throws<TrustException>(() => fitted.Apply(new GroupedLabels([1], [true], 2)));
        Assert.Equal("Row 1 has no weight: no row of group 1 has the favourable label.", refusal.Message);
    }
}
