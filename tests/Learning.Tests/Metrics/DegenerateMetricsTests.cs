using MlPlatform.Learning.Metrics;

namespace MlPlatform.Learning.Tests.Metrics;

/// <summary>What figures are where they have no meaning: stated, not by accident.</summary>
public sealed class DegenerateMetricsTests
{
    [Fact]
    public void NoRows_GiveNoNumberAnywhere()
    {
        foreach (var metric in MetricCatalog.All)
        {
            var value = metric.Compute(new MetricRows([], [], [], metric.Name is "merror" or "mlogloss" or "f1_weighted" or "auc_ovo" ? 3 : 1));
            Assert.True(double.IsNaN(value) || metric.Name == "ssd", $"{metric.Name} of nothing is {value}");
        }
    }

    [Fact]
    public void OneClass_HasNoAucAndNoDistance()
    {
        var ranked = RankedScores.Of([0.1, 0.2], [1, 1]);
        Assert.True(double.IsNaN(ranked.RocAuc));
        Assert.True(double.IsNaN(ranked.KolmogorovSmirnov));
        Assert.Equal(1, ranked.AveragePrecision);
        Assert.True(double.IsNaN(RankedScores.Of([0.1, 0.2], [0, 0]).AveragePrecision));
    }

    [Fact]
    public void ZeroWeights_CountAsNoRows()
    {
        Assert.True(double.IsNaN(BinaryMetrics.RocAuc([0.1, 0.2], [0, 1], [0, 0])));
        Assert.Equal(BinaryMetrics.RocAuc([0.1, 0.2, 0.3], [0, 1, 0]), BinaryMetrics.RocAuc([0.1, 0.9, 0.2, 0.3], [0, 0, 1, 0], [1, 0, 1, 1]));
        Assert.Equal(1, RegressionMetrics.Of([1, 9], [2, 0], [1, 0]).MaximumError);
    }

    [Fact]
    public void ConstantLabels_HaveNoR2() => Assert.True(double.IsNaN(RegressionMetrics.Of([1, 2], [3, 3]).R2));

    [Fact]
    public void NoPositiveAnswers_HaveNoPrecision() => Assert.True(double.IsNaN(ConfusionCounts.Of([0.1, 0.2], [1, 0]).Precision));

    [Fact]
    public void ScoreThatIsNoNumber_IsRefusedWithItsRow() =>
        Assert.Contains("row 2", Assert.Throws<LearningException>(() => RankedScores.Of([0.1, double.NaN], [1, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void LabelThatIsNoClass_IsRefusedWithItsRow() =>
        Assert.Contains("row 2 is 3", Assert.Throws<LearningException>(() => MulticlassMetrics.LogLoss([0.5, 0.5, 0.5, 0.5], [1, 3], 2)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(3, 2, 0, 1)]
    [InlineData(2, 2, 3, 1)]
    [InlineData(4, 2, 0, 3)]
    public void LengthsThatDiffer_AreRefused(int outputs, int labels, int weights, int width) =>
        Assert.Throws<ArgumentException>(() => new MetricRows(new double[outputs], new double[labels], new double[weights], width).Width);

    [Fact]
    public void GroupWithoutARelevantRow_CountsAsOne()
    {
        Assert.Equal((1 + 1.0) / 2, RankingMetrics.Ndcg([2, 1, 2, 1], [0, 0, 1, 0], [5, 5, 6, 6]));
        Assert.Equal((1 + 0.5) / 2, RankingMetrics.MeanReciprocalRank([2, 1, 2, 1], [0, 0, 0, 1], [5, 5, 6, 6]));
    }

    // numpy: gains 2^label - 1 in the order of the scores times 1 / log2(rank + 2), over the same in the order of the gains.
    [Theory]
    [InlineData(int.MaxValue, 0.5757103)]
    [InlineData(2, 0.2128454)]
    public void Ndcg_OfFourRows_IsAsComputedByNumpy(int first, double expected) =>
        Assert.Equal(expected, RankingMetrics.Ndcg([0.1, 0.9, 0.8, 0.3], [3, 0, 2, 1], [], first), 1e-6);

    [Fact]
    public void ClustersOfOnePoint_HaveNoSilhouette() => Assert.Equal(0, ClusteringMetrics.Silhouette([1, 2], 1, [0, 1]));

    [Fact]
    public void SameGrouping_UnderOtherNumbers_AgreesWholly()
    {
        var agreement = new ClusterAgreement([0, 0, 1, 1], [7, 7, 3, 3]);
        Assert.Equal(1, agreement.AdjustedRand);
        Assert.Equal(1, agreement.NormalizedMutualInformation, 12);
    }

    [Fact]
    public void GainOfAllRows_IsEverything()
    {
        var ranked = RankedScores.Of([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0]);
        Assert.Equal(1, ranked.GainAt(1));
        Assert.Equal(0.5, ranked.GainAt(0.25));
        Assert.Equal(2, ranked.LiftAt(0.25));
        Assert.Equal(0.5, RankedScores.Of([0.5, 0.5], [1, 0]).GainAt(0.5));
    }
}
