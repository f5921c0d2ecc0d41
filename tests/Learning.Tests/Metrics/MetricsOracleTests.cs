using System.Text.Json;
using MlPlatform.Learning.Metrics;

namespace MlPlatform.Learning.Tests.Metrics;

/// <summary>Every metric against scikit-learn 1.2.1, and against XGBoost 1.7 where that is the one with the name.</summary>
public sealed class MetricsOracleTests
{
    private const double Exact = 1e-9;

    // XGBoost computes some of its metrics, and all of its predictions, in 32 bits.
    private const double SinglePrecision = 2e-6;

    private static readonly double[] NoWeights = [];

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public void NamedMetrics_OnTheOraclesRows_GiveItsFigures(string kind)
    {
        foreach (var data in MetricsOracle.Cases(kind))
        {
            foreach (var (weights, figures) in new[] { (NoWeights, "plain"), (data.Numbers("weights"), "weighted") })
            {
                foreach (var (name, expected) in data.Figures(figures))
                {
                    if (MetricCatalog.Find(name) is not { } metric) continue;
                    MetricsOracle.AssertNear($"{data.GetProperty("name")} {figures} {name}", expected, metric.Compute(Rows(data, weights)), Exact);
                }
            }
        }
    }

    [Theory]
    [InlineData("binary", "xgboost", false)]
    [InlineData("binary", "xgboostWeighted", true)]
    [InlineData("regression", "xgboost", false)]
    [InlineData("regression", "logLink", false)]
    public void NamedMetrics_OnTheOraclesRows_GiveWhatXgboostGives(string kind, string figures, bool weighted)
    {
        foreach (var data in MetricsOracle.Cases(kind))
        {
            foreach (var (name, expected) in data.Figures(figures))
            {
                var actual = MetricCatalog.Get(name).Compute(Rows(data, weighted ? data.Numbers("weights") : NoWeights));
                MetricsOracle.AssertNear($"{data.GetProperty("name")} {name}", expected, actual, SinglePrecision);
            }
        }
    }

    [Fact]
    public void PoissonLogLoss_GivesWhatXgboostGives()
    {
        foreach (var data in MetricsOracle.Cases("regression"))
        {
            double[] counts = [.. data.Numbers("labels").Select(label => Math.Round(label))];
            MetricsOracle.AssertNear(
                "poisson-nloglik", data.Number("poisson"), MetricCatalog.Get("poisson-nloglik").Compute(new MetricRows(data.Numbers("scores"), counts)), SinglePrecision);
        }
    }

    [Fact]
    public void Confusion_OnTheOraclesRows_CountsTheSame()
    {
        foreach (var data in MetricsOracle.Cases("binary"))
        {
            var figures = data.GetProperty("weighted");
            var counts = ConfusionCounts.Of(data.Numbers("scores"), data.Numbers("labels"), data.Numbers("weights"));
            double[] expected = [figures.Number("tp"), figures.Number("fp"), figures.Number("tn"), figures.Number("fn")];
            double[] actual = [counts.TruePositives, counts.FalsePositives, counts.TrueNegatives, counts.FalseNegatives];
            Assert.All(expected.Zip(actual), pair => MetricsOracle.AssertNear("count", pair.First, pair.Second, Exact));
        }
    }

    [Fact]
    public void Curves_OnTheOraclesRows_HaveTheSamePoints()
    {
        foreach (var data in MetricsOracle.Cases("binary"))
        {
            var ranked = RankedScores.Of(data.Numbers("scores"), data.Numbers("labels"));
            AssertCurve(data.GetProperty("roc"), ranked.RocCurve());
            var curve = data.GetProperty("precisionRecall");
            AssertCurve(curve, ranked.PrecisionRecallCurve());
            Assert.Equal(curve.Numbers("thresholds"), ranked.Thresholds.ToArray());
        }
    }

    [Fact]
    public void Averages_OfManyClasses_GiveTheOraclesFigures()
    {
        foreach (var data in MetricsOracle.Cases("multiclass"))
        {
            var classes = data.GetProperty("classes").GetInt32();
            foreach (var (weights, name) in new[] { (NoWeights, "plain"), (data.Numbers("weights"), "weighted") })
            {
                var matrix = MulticlassMetrics.Confusion(data.Numbers("scores"), data.Numbers("labels"), classes, weights);
                var figures = data.GetProperty(name);
                foreach (var average in Enum.GetValues<ClassAverage>())
                {
                    var suffix = average.ToString().ToLowerInvariant();
                    MetricsOracle.AssertNear($"{name} precision {suffix}", figures.Number($"precision_{suffix}"), matrix.Precision(average), Exact);
                    MetricsOracle.AssertNear($"{name} recall {suffix}", figures.Number($"recall_{suffix}"), matrix.Recall(average), Exact);
                    MetricsOracle.AssertNear($"{name} f1 {suffix}", figures.Number($"f1_{suffix}"), matrix.F1(average), Exact);
                }

                var auc = MulticlassMetrics.AucOneAgainstRest(data.Numbers("scores"), data.Numbers("labels"), classes, ClassAverage.Weighted, weights);
                MetricsOracle.AssertNear($"{name} auc", figures.Number("auc_ovr_weighted"), auc, Exact);
            }

            var pairs = MulticlassMetrics.AucOneAgainstOne(data.Numbers("scores"), data.Numbers("labels"), classes, ClassAverage.Weighted);
            MetricsOracle.AssertNear("auc_ovo_weighted", data.GetProperty("plain").Number("auc_ovo_weighted"), pairs, Exact);
        }
    }

    [Fact]
    public void ConfusionMatrix_OnTheOraclesRows_CountsTheSame()
    {
        foreach (var data in MetricsOracle.Cases("multiclass"))
        {
            var classes = data.GetProperty("classes").GetInt32();
            var matrix = MulticlassMetrics.Confusion(data.Numbers("scores"), data.Numbers("labels"), classes);
            Assert.Equal(data.Numbers("confusion"), Enumerable.Range(0, classes * classes).Select(cell => matrix[cell / classes, cell % classes]));
        }
    }

    [Fact]
    public void Ranking_OfGroups_GivesWhatXgboostAndScikitLearnGive()
    {
        foreach (var data in MetricsOracle.Cases("ranking"))
        {
            var groups = data.Integers("groups");
            foreach (var (name, expected) in data.Figures("figures"))
            {
                var isBinary = name.StartsWith("map", StringComparison.Ordinal) || name.StartsWith("pre", StringComparison.Ordinal);
                double[] relevance = [.. data.Numbers("labels").Select(label => isBinary ? Math.Min(label, 1) : label)];
                var rows = new MetricRows(data.Numbers("scores"), relevance) { Groups = groups };
                MetricsOracle.AssertNear(name, expected, MetricCatalog.Get(name).Compute(rows), SinglePrecision);
            }

            MetricsOracle.AssertNear("ndcg", data.Number("sklearnNdcg"), RankingMetrics.Ndcg(data.Numbers("scores"), data.Numbers("labels"), groups), Exact);
        }
    }

    [Fact]
    public void Clusters_OfPoints_GiveTheOraclesFigures()
    {
        var data = MetricsOracle.Clustering;
        var (points, clusters, width) = (data.Numbers("points"), data.Integers("clusters"), data.GetProperty("width").GetInt32());
        var agreement = new ClusterAgreement(clusters, data.Integers("other"));
        MetricsOracle.AssertNear("inertia", data.Number("inertia"), ClusteringMetrics.Inertia(points, width, clusters, data.Numbers("centres")), Exact);
        MetricsOracle.AssertNear("silhouette", data.Number("silhouette"), ClusteringMetrics.Silhouette(points, width, clusters), Exact);
        MetricsOracle.AssertNear("daviesBouldin", data.Number("daviesBouldin"), ClusteringMetrics.DaviesBouldin(points, width, clusters), Exact);
        MetricsOracle.AssertNear("calinskiHarabasz", data.Number("calinskiHarabasz"), ClusteringMetrics.CalinskiHarabasz(points, width, clusters), Exact);
        MetricsOracle.AssertNear("adjustedRand", data.Number("adjustedRand"), agreement.AdjustedRand, Exact);
        MetricsOracle.AssertNear("mutualInformation", data.Number("mutualInformation"), agreement.NormalizedMutualInformation, Exact);
    }

    private static MetricRows Rows(JsonElement data, double[] weights) =>
        new(data.Numbers("scores"), data.Numbers("labels"), weights, data.TryGetProperty("classes", out var classes) ? classes.GetInt32() : 1);

    private static void AssertCurve(JsonElement expected, IReadOnlyList<CurvePoint> actual)
    {
        var (x, y) = (expected.Numbers("x"), expected.Numbers("y"));
        Assert.Equal(x.Length, actual.Count);
        for (var i = 0; i < x.Length; i++)
        {
            MetricsOracle.AssertNear($"x of point {i}", x[i], actual[i].X, Exact);
            MetricsOracle.AssertNear($"y of point {i}", y[i], actual[i].Y, Exact);
        }
    }
}
