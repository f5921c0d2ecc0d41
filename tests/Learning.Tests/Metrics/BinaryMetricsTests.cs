using MlPlatform.Learning.Metrics;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Metrics;

public sealed class BinaryMetricsTests
{
    [Fact]
    public void BinaryMetrics_OnFourRows_MatchHandCounts()
    {
        var metrics = BinaryMetrics.Of([0.9, 0.6, 0.4, 0.2], [1, 0, 1, 0]);
        Assert.Equal((1d, 1d, 1d, 1d), (metrics.TruePositives, metrics.FalsePositives, metrics.TrueNegatives, metrics.FalseNegatives));
        Assert.Equal((0.5, 0.5, 0.5, 0.5), (metrics.Accuracy, metrics.Precision, metrics.Recall, metrics.F1));
        Assert.Equal(0.75, metrics.Auc);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.4) + Math.Log(0.8)) / 4, metrics.LogLoss, 12);
    }

    [Fact]
    public void RocAuc_WithTiesAndWeights_EqualsThePairCount()
    {
        var random = new SeededRandom(4);
        var scores = Enumerable.Range(0, 200).Select(_ => (double)random.NextInt32(20)).ToArray();
        var labels = Enumerable.Range(0, 200).Select(_ => (double)random.NextInt32(2)).ToArray();
        var weights = Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray();
        double ordered = 0, pairs = 0;
        for (var i = 0; i < 200; i++)
        {
            for (var j = 0; j < 200; j++)
            {
                if (labels[i] != 1 || labels[j] != 0) continue;
                pairs += weights[i] * weights[j];
                ordered += weights[i] * weights[j] * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
            }
        }

        Assert.Equal(ordered / pairs, BinaryMetrics.RocAuc(scores, labels, weights), 12);
    }

    [Fact]
    public void RocAuc_WithOneClass_IsNotANumber() => Assert.True(double.IsNaN(BinaryMetrics.RocAuc([0.1, 0.2], [1, 1])));

    [Fact]
    public void RegressionMetrics_OnThreeRows_MatchHandFigures()
    {
        var metrics = RegressionMetrics.Of([1, 2, 5], [1, 3, 3]);
        Assert.Equal(5.0 / 3, metrics.MeanSquaredError, 12);
        Assert.Equal(1, metrics.MeanAbsoluteError, 12);
        Assert.Equal(1 - (5 / (8.0 / 3)), metrics.R2, 12);
    }
}
