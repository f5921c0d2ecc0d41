using MlPlatform.Learning.Metrics;

namespace MlPlatform.Learning.Tests.Metrics;

public sealed class MetricCatalogTests
{
    [Theory]
    [InlineData("log_loss", "logloss")]
    [InlineData("roc_auc_score", "auc")]
    [InlineData("binary_classification_accuracy", "accuracy")]
    [InlineData("absolute_loss", "mae")]
    public void Alias_IsTheMetricOfItsName(string alias, string name) => Assert.Same(MetricCatalog.Get(name), MetricCatalog.Get(alias));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("auc@3")]
    [InlineData("error@")]
    [InlineData("error@x")]
    [InlineData("ndcg@-1")]
    public void UnknownName_IsRefusedWithTheList(string name)
    {
        Assert.Null(MetricCatalog.Find(name));
        Assert.Contains("logloss", Assert.Throws<LearningException>(() => MetricCatalog.Get(name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Direction_DecidesWhatIsBetter()
    {
        Assert.True(MetricCatalog.Get("auc").IsBetter(0.8, 0.7));
        Assert.False(MetricCatalog.Get("auc").IsBetter(0.7, 0.7));
        Assert.True(MetricCatalog.Get("rmse").IsBetter(0.7, 0.8));
        Assert.True(MetricCatalog.Get("rmse").IsBetter(0.7, double.NaN));
        Assert.False(MetricCatalog.Get("rmse").IsBetter(double.NaN, 0.7));
    }

    [Fact]
    public void Clusters_NeedNoLabels()
    {
        var rows = new MetricRows([0, 1, 1, 2, 0, 3], [], [], 2);
        Assert.Equal(14, MetricCatalog.Get("ssd").Compute(rows));
        Assert.Equal(14.0 / 3, MetricCatalog.Get("msd").Compute(rows), 12);
    }

    [Fact]
    public void EveryMetric_OnPerfectAnswers_IsAtItsBest()
    {
        double[] labels = [1, 0, 1, 0], scores = [1, 0, 1, 0];
        foreach (var name in (string[])["accuracy", "auc", "aucpr", "average_precision", "balanced_accuracy", "f1", "kappa", "kolmogorov_smirnov", "mcc", "precision", "recall", "specificity", "r2"])
        {
            Assert.Equal(1, MetricCatalog.Get(name).Compute(new MetricRows(scores, labels)), 12);
        }

        foreach (var name in (string[])["brier", "ece", "error", "logloss", "mae", "mape", "max_error", "median_ae", "mse", "pinball", "rmse", "rmsle", "smape"])
        {
            Assert.Equal(0, MetricCatalog.Get(name).Compute(new MetricRows(scores, labels)), 12);
        }
    }
}
