using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Preprocessing;

public sealed class TargetEncoderTests
{
    private static readonly EncodingOptions Raw = new() { Categories = CategoryEncoding.Target, Scaling = Scaling.None };

    [Fact]
    public void Serving_WithGivenSmoothing_IsTheShrunkenMean()
    {
        var data = Columns.Labelled(Columns.Texts("a", "a", "a", "b", null), 1, 1, 0, 0, 1);
        var encoding = FeatureEncoding.Fit(data, Raw with { TargetSmoothing = 2 });
        const double Overall = 3.0 / 5;
        var features = encoding.EncodeDenseDouble(Columns.Texts("a", "b", null, "never seen"));
        double[] expected = [(2 + (2 * Overall)) / 5, 2 * Overall / 3, (1 + (2 * Overall)) / 3, Overall];
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], features[i], 12);
    }

    [Fact]
    public void Serving_ByVariances_EqualsTheEmpiricalBayesFormula()
    {
        var data = Columns.Labelled(Columns.Texts("a", "a", "a", "a", "b", "b"), 1, 5, 3, 3, 10, 14);
        var feature = FeatureEncoding.Fit(data, Raw).EncodeDenseDouble(Columns.Texts("a"))[0];
        const double Overall = 6, Variance = ((25.0 + 1 + 9 + 9) + (16 + 64)) / 6, Within = 2, Mean = 3;
        const double Share = Variance * 4 / ((Variance * 4) + Within);
        Assert.Equal((Share * Mean) + ((1 - Share) * Overall), feature, 12);
    }

    [Fact]
    public void TrainingRow_DoesNotKnowItsOwnLabel()
    {
        var random = new SeededRandom(5);
        var table = Columns.Texts([.. Enumerable.Range(0, 60).Select(_ => $"t{random.NextInt32(6)}")]);
        var labels = Enumerable.Range(0, 60).Select(_ => (double)random.NextInt32(2)).ToArray();
        var (_, before) = FeatureEncoding.FitDense(Columns.Labelled(table, labels), Raw);
        for (var row = 0; row < labels.Length; row++)
        {
            var changed = (double[])labels.Clone();
            changed[row] = 1 - changed[row];
            var (_, after) = FeatureEncoding.FitDense(Columns.Labelled(table, changed), Raw);
            Assert.Equal(before[row], after[row]);
            Assert.NotEqual(before, after);
        }
    }

    [Fact]
    public void TrainingFeature_OfTextsThatMeanNothing_TellsNothingOfTheLabel()
    {
        var random = new SeededRandom(9);
        const int Rows = 4000;
        var table = Columns.Texts([.. Enumerable.Range(0, Rows).Select(_ => $"t{random.NextInt32(1500)}")]);
        var data = Columns.Labelled(table, [.. Enumerable.Range(0, Rows).Select(_ => (double)random.NextInt32(2))]);
        var (encoding, training) = FeatureEncoding.FitDense(data, Raw with { TargetSmoothing = 1 });
        var leaking = BinaryMetrics.RocAuc(encoding.EncodeDenseDouble(table), data.Labels);
        var honest = BinaryMetrics.RocAuc(Array.ConvertAll(training, f => (double)f), data.Labels);
        Assert.InRange(leaking, 0.75, 1);
        Assert.InRange(honest, 0.46, 0.54);
    }

    [Fact]
    public void Classes_MoreThanTwo_GiveAMeanPerClass()
    {
        var data = Columns.Labelled(Columns.Texts("a", "a", "b", "b"), 0, 2, 1, 1);
        var encoding = FeatureEncoding.Fit(data, Raw with { Classes = 3, TargetSmoothing = 0 });
        Assert.Equal(["c.target0", "c.target1", "c.target2"], encoding.FeatureNames);
        Assert.Equal([0.5, 0, 0.5, 0, 1, 0, 0.25, 0.5, 0.25], encoding.EncodeDenseDouble(Columns.Texts("a", "b", "never seen")));
    }

    [Fact]
    public void Scaled_TrainingFeatures_HaveMeanZeroAndDeviationOne()
    {
        var data = Columns.Labelled(Columns.Texts("a", "a", "b", "c"), 1, 5, 3, 10);
        var features = FeatureEncoding.Fit(data, Raw with { Scaling = Scaling.Standard }).EncodeDenseDouble(data.Features);
        Assert.Equal(0, features.Average(), 12);
        Assert.Equal(1, features.Average(f => f * f), 12);
    }

    [Fact]
    public void DataWithoutLabel_IsRefused() =>
        Assert.Contains("the data has none", Assert.Throws<LearningException>(() => Columns.Fit(Columns.Texts("a"), Raw)).Message);
}
