using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using MlPlatform.Tables;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class BoostedTreesDataTests
{
    [Theory]
    [InlineData("reg:squarederror")]
    [InlineData("binary:logistic")]
    public void WeightTwo_IsTheRowTwice(string objective)
    {
        var data = Binary(300);
        var weights = data.Labels.Select((_, i) => i % 3 == 0 ? 2.0 : 1.0).ToArray();
        int[] rows = [.. Enumerable.Range(0, 300), .. Enumerable.Range(0, 300).Where(i => i % 3 == 0)];
        var twice = Of([.. rows.Select(row => data.Labels[row])], [.. data.Features.Columns.Select(c => c.Take(rows))]);
        var weighted = Fit(data with { Weights = weights }, ("objective", objective), ("num_round", "10"), ("max_depth", "3"));
        var doubled = Fit(twice, ("objective", objective), ("num_round", "10"), ("max_depth", "3"));
        Assert.All(weighted.Score(data.Features).Zip(doubled.Score(data.Features)), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void WeightZero_IsNoRow()
    {
        var data = Regression(300);
        var weights = data.Labels.Select((_, i) => i < 200 ? 1.0 : 0.0).ToArray();
        var few = data with { Features = data.Features.Slice(0, 200), Labels = data.Labels[..200], Weights = weights[..200] };
        var weighted = Fit(data with { Weights = weights }, ("num_round", "3"), ("base_score", "0"), ("max_bin", "256"));
        var fewer = Fit(few, ("num_round", "3"), ("base_score", "0"));
        Assert.Equal(fewer.Ensemble.Trees[0].Cover[0], weighted.Ensemble.Trees[0].Cover[0]);
    }

    [Fact]
    public void ScalePosWeight_IsAWeightOfClassOne()
    {
        var data = Binary(300);
        var weights = data.Labels.Select(y => y == 1 ? 3.0 : 1.0).ToArray();
        var scaled = Fit(data, ("objective", "binary:logistic"), ("num_round", "5"), ("scale_pos_weight", "3"));
        var weighted = Fit(data with { Weights = weights }, ("objective", "binary:logistic"), ("num_round", "5"));
        var classes = Fit(data, ("objective", "binary:logistic"), ("num_round", "5"), ("class_weights", "1,3"));
        Assert.Equal(weighted.Score(data.Features), scaled.Score(data.Features));
        Assert.Equal(weighted.Score(data.Features), classes.Score(data.Features));
    }

    [Fact]
    public void TenThousandCategories_AreLearntWithoutMillionsOfBins()
    {
        var random = new SeededRandom(2);
        var texts = Enumerable.Range(0, 30_000).Select(i => $"c{(i < 10_000 ? i : random.NextInt32(100))}").ToArray();
        double[] labels = [.. texts.Select(t => t.Length == 2 ? 5.0 : 0.0)];
        var model = Fit(Of(labels, Categories("c", texts)), ("num_round", "20"));
        var scores = model.Score(Of(labels, Categories("c", texts)).Features);
        Assert.True(scores.Zip(labels, (p, y) => (p - y) * (p - y)).Average() < 0.1);
    }

    [Fact]
    public void CategoryNeverSeen_GoesTheWayOfTheMissing()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(i => $"c{i % 3}")];
        var model = Fit(Of([.. texts.Select(t => t == "c1" ? 4.0 : 1.0)], Categories("c", texts)), ("num_round", "5"));
        Assert.Equal(model.ScoreOne([double.NaN]), model.ScoreOne([InputColumn.UnknownCode]));
    }

    [Fact]
    public void ConstantColumn_IsNeverAsked()
    {
        var data = Regression(200);
        var features = new Table([new Float64Column("same", Enumerable.Repeat(3.0, 200).ToArray()), .. data.Features.Columns]);
        var importances = FeatureImportance.Of(Fit(data with { Features = features }, ("num_round", "5")).Ensemble);
        Assert.Equal(0, importances[0].Weight);
        Assert.True(importances[1].TotalGain > importances[4].TotalGain);
    }

    [Fact]
    public void ColumnOfOnlyMissing_ChangesNothing()
    {
        var data = Regression(200);
        var features = new Table([.. data.Features.Columns, new Float64Column("none", Enumerable.Repeat(double.NaN, 200).ToArray())]);
        var (with, without) = (Fit(data with { Features = features }, ("num_round", "5")), Fit(data, ("num_round", "5")));
        Assert.Equal(without.Score(data.Features), with.Score(features));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e300)]
    public void InfiniteValue_IsRefusedWithColumnAndRow(double value)
    {
        var error = Assert.Throws<LearningException>(() => Fit(Of([1, 2, 3], new Float64Column("a", new[] { 1.0, value, 2 }))));
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binary:logistic", 2, "0 or 1")]
    [InlineData("count:poisson", -1, "0 or more")]
    [InlineData("reg:gamma", 0, "above 0")]
    [InlineData("multi:softprob", 0.5, "class")]
    [InlineData("reg:squarederror", double.NaN, "finite")]
    [InlineData("rank:ndcg", 1, "groups")]
    public void LabelThatDoesNotFit_IsNamed(string objective, double label, string expected)
    {
        var data = Of([1, 0, 1, 0], new Float64Column("a", new double[] { 1, 2, 3, 4 }));
        data.Labels[1] = label;
        var error = Assert.Throws<LearningException>(() => Fit(data, ("objective", objective)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binary:logistic")]
    [InlineData("multi:softprob")]
    public void OneClassOnly_IsRefused(string objective)
    {
        var error = Assert.Throws<LearningException>(() => Fit(Of([1, 1, 1], new Float64Column("a", new double[] { 1, 2, 3 })), ("objective", objective)));
        Assert.Contains("two classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantLabel_OfARegression_IsPredicted()
    {
        var model = Fit(Of([2.5, 2.5, 2.5], new Float64Column("a", new double[] { 1, 2, 3 })), ("num_round", "3"));
        Assert.Equal(2.5, model.ScoreOne([7]), 6);
    }
}
