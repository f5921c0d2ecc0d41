using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Linear;

public sealed class LinearClassesTests
{
    [Fact]
    public void Probabilities_OfARow_SumToOne()
    {
        var model = OracleData.Fit(OracleData.ThreeClasses, ("predictor_type", "multiclass_classifier"));
        Assert.Equal(OutputKind.ClassProbabilities, model.Output.Kind);
        var scores = model.Score(OracleData.ThreeClasses.Features);
        for (var row = 0; row < OracleData.Rows; row++) Assert.Equal(1, scores.AsSpan(row * 3, 3).ToArray().Sum(), 12);
    }

    [Fact]
    public void TwoClasses_AsMany_AreTheLogisticRegressionWithHalfTheDecay()
    {
        // w0 = -w1 = w / 2: the decay of both together is half that of w.
        var binary = OracleData.Fit(OracleData.TwoClasses, ("wd", "0.02")).Score(OracleData.TwoClasses.Features);
        var many = OracleData.Fit(OracleData.TwoClasses, ("predictor_type", "multiclass_classifier"), ("wd", "0.04")).Score(OracleData.TwoClasses.Features);
        for (var row = 0; row < OracleData.Rows; row++) Assert.Equal(binary[row], many[(2 * row) + 1], 1e-5);
    }

    [Fact]
    public void BalancedClasses_HaveTheSameSumOfErrorsEach()
    {
        // At the optimum each intercept's gradient is 0: per class, the weighted probability equals the weighted share, a third.
        var data = OracleData.ThreeClasses;
        var model = OracleData.Fit(data, ("predictor_type", "multiclass_classifier"), ("balance_multiclass_weights", "true"));
        var scores = model.Score(data.Features);
        var counts = Enumerable.Range(0, 3).Select(k => data.Labels.Count(label => label == k)).ToArray();
        for (var k = 0; k < 3; k++)
        {
            var share = Enumerable.Range(0, OracleData.Rows).Sum(row => scores[(3 * row) + k] / counts[(int)data.Labels[row]]) / 3;
            Assert.Equal(1.0 / 3, share, 1e-5);
        }
    }

    [Fact]
    public void Contributions_OfEveryClass_AddUpToItsMargin()
    {
        var model = OracleData.Fit(OracleData.ThreeClasses, ("predictor_type", "multiclass_classifier"));
        double[] row = [0.3, double.NaN, -0.8];
        var parts = new double[3];
        for (var k = 0; k < 3; k++)
        {
            model.Contributions(row, parts, k);
            Assert.Equal(model.Margin(row, k), model.Intercepts[k] + parts.Sum(), 12);
        }
    }

    [Theory]
    [InlineData("num_classes", "2", "; with 2 classes it must be 0 to 1")]
    [InlineData("loss", "squared_loss", "loss is 'squared_loss', which does not fit")]
    public void WhatDoesNotFitTheClasses_IsRefusedByName(string name, string value, string message) => Assert.Contains(
        message, Assert.Throws<LearningException>(() => OracleData.Fit(OracleData.ThreeClasses, ("predictor_type", "multiclass_classifier"), (name, value))).Message);

    [Fact]
    public void AClassWithoutRows_GetsAlmostNoProbability()
    {
        var model = OracleData.Fit(OracleData.TwoClasses, ("predictor_type", "multiclass_classifier"), ("num_classes", "4"), ("wd", "0.001"));
        var scores = model.Score(OracleData.TwoClasses.Features);
        const double AlmostNone = 1e-3;
        for (var row = 0; row < OracleData.Rows; row++) Assert.InRange(scores[(4 * row) + 3], 0, AlmostNone);
    }

    [Fact]
    public void SavedModel_OfClassesAndDates_ScoresTheSame()
    {
        var dates = new DateColumn("when", Enumerable.Range(0, OracleData.Rows).Select(i => i % 7 == 0 ? DateColumn.MissingValue : i * 40_000_000_000_000L).ToArray());
        var data = OracleData.ThreeClasses with { Features = new Table([.. OracleData.ThreeClasses.Features.Columns, dates]) };
        var model = OracleData.Fit(data, ("predictor_type", "multiclass_classifier"));
        var stream = new MemoryStream();
        model.Save(stream);
        Assert.Equal(model.Score(data.Features), ModelReader.Read(stream.ToArray()).Score(data.Features));
    }
}
