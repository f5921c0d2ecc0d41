using MlPlatform.Learning.Ensembles;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Ensembles;

public sealed class EnsembleFitTests
{
    [Fact]
    public void OutOfFold_OfTheNearestNeighbour_NeverSeesTheRowItself()
    {
        const int Rows = 60, Folds = 4;
        const ulong Seed = 5;
        var values = SampleRows.Normal(Rows, 1, 1);
        var data = Regression(values, [.. Enumerable.Range(0, Rows).Select(row => (double)row + 0.5)]);
        var predictions = OutOfFold.Predict(
            data, [BaseLearner.Of("knn", ("k", "1"), ("predictor_type", "regressor"))], (Folds, Seed), FitContext.None, CancellationToken.None)[0];
        var parts = RowSplit.Deal(new int[Rows], [0.25, 0.25, 0.25, 0.25], Seed);
        for (var row = 0; row < Rows; row++)
        {
            var own = parts.Single(part => part.Contains(row));
            var nearest = Enumerable.Range(0, Rows).Except(own).MinBy(other => Math.Abs(values[other] - values[row]));
            Assert.Equal(data.Labels[nearest], predictions[row]);
        }
    }

    [Fact]
    public void Stacking_OfLearnersWhoseSumIsTheLabel_FindsTheSum()
    {
        var x = SampleRows.Normal(300, 2, 2);
        var labels = Enumerable.Range(0, 300).Select(row => 3.0 + (2 * x[2 * row]) - x[(2 * row) + 1]).ToArray();
        var data = TrainingData.From(new Table([new Float64Column("y", labels), .. SampleRows.Table(x, 2).Columns]), new LabelSchema("y"));
        BaseLearner linear = BaseLearner.Of("linear-learner", ("predictor_type", "regressor"), ("wd", "0"), ("early_stopping_tolerance", "0"));
        var model = Stacking.Fit(data, [linear, BaseLearner.Of("knn", ("predictor_type", "regressor"))], linear, (5, 0), FitContext.None, CancellationToken.None);
        var scores = model.Score(data.Features);
        for (var row = 0; row < 300; row++) Assert.Equal(labels[row], scores[row], 1e-3);
    }

    [Fact]
    public void Selection_EqualsThePlainGreedySearch()
    {
        const int Rows = 40, Models = 5, Rounds = 12;
        var random = new SeededRandom(3);
        var labels = Enumerable.Range(0, Rows).Select(_ => random.NextNormal()).ToArray();
        var predictions = Enumerable.Range(0, Models).Select(_ => labels.Select(label => label + random.NextNormal()).ToArray()).ToArray();
        var data = Regression(SampleRows.Normal(Rows, 1, 4), labels);
        var judge = new JudgedRows(data, new ModelOutput(OutputKind.Number, 1, null), MetricCatalog.Get("rmse"));
        Assert.Equal(Plain(predictions, labels, Rounds), EnsembleSelection.Weights(predictions, judge, Rounds, CancellationToken.None));
    }

    [Fact]
    public void Selection_OfModelsWithOppositeErrors_TakesBothAndLeavesTheBadOne()
    {
        var values = SampleRows.Normal(50, 1, 5);
        var data = Regression(values, [.. values.Select(value => (double)value)]);
        ITabularModel[] models =
        [
            FormulaModel.Of(["c0"], row => row[0] + 1), FormulaModel.Of(["c0"], row => 5), FormulaModel.Of(["c0"], row => row[0] - 1),
        ];
        var ensemble = EnsembleSelection.Select(models, data, MetricCatalog.Get("rmse"), rounds: 10, threads: 1, CancellationToken.None);
        Assert.Equal([0.5, 0.5], ensemble.Weights);
        Assert.Equal(0.25, ensemble.ScoreOne([0.25]), 1e-12);
    }

    [Theory]
    [InlineData("stacking")]
    [InlineData("selection")]
    [InlineData("averaging")]
    public void Algorithm_ByEveryMethod_SeparatesClassesAsItsBestPartAlmostDoes(string method)
    {
        var data = Samples.Classes(600, 1);
        var test = Samples.Classes(600, 2);
        var model = Fit(data, ("method", method), ("base_algorithms", "linear-learner,knn"), ("folds", "3"));
        var best = BaseLearner.Of("linear-learner").Fit(data, FitContext.None, CancellationToken.None);
        const double Near = 0.02;
        Assert.InRange(Auc(model, test), Auc(best, test) - Near, 1);
        Assert.Equal(OutputKind.Probability, model.Output.Kind);
    }

    [Fact]
    public void Algorithm_WithTwoThreads_GivesTheSameBytes()
    {
        var data = Samples.Classes(300, 3);
        Assert.Equal(SampleRows.Bytes(Fit(data)), SampleRows.Bytes(new EnsembleAlgorithm().Fit(data, new Dictionary<string, string>(), new FitContext { Threads = 2 }, CancellationToken.None)));
    }

    [Fact]
    public void ErrorOfALearner_NamesIt()
    {
        var error = Assert.Throws<LearningException>(() => Fit(Samples.Classes(12, 4), ("base_algorithms", "knn"), ("folds", "2")));
        Assert.Contains("knn within the ensemble: k is 10, but there are only 6 rows", error.Message);
    }

    [Fact]
    public void StrangeAlgorithm_IsRefusedByName() => Assert.Contains(
        "base_algorithms names 'pca'", Assert.Throws<LearningException>(() => Fit(Samples.Classes(50, 5), ("base_algorithms", "pca"))).Message);

    [Fact]
    public void MoreFoldsThanRows_AreRefused() =>
        Assert.Contains("There are 4 rows for 5 folds", Assert.Throws<LearningException>(() => Fit(Samples.Classes(4, 6))).Message);

    private static double[] Plain(double[][] predictions, double[] labels, int rounds)
    {
        var chosen = new List<int>();
        var (best, bestLength) = (double.PositiveInfinity, 0);
        for (var round = 0; round < rounds; round++)
        {
            double Error(int model) => labels.Select((label, row) => Math.Pow(chosen.Append(model).Average(i => predictions[i][row]) - label, 2)).Average();
            chosen.Add(Enumerable.Range(0, predictions.Length).MinBy(Error));
            var error = labels.Select((label, row) => Math.Pow(chosen.Average(i => predictions[i][row]) - label, 2)).Average();
            if (error < best - 1e-12) (best, bestLength) = (error, chosen.Count);
        }

        return [.. Enumerable.Range(0, predictions.Length).Select(model => (double)chosen.Take(bestLength).Count(i => i == model))];
    }

    private static double Auc(ITabularModel model, TrainingData test) => BinaryMetrics.RocAuc(model.Score(test.Features), test.Labels);

    private static TrainingData Regression(float[] values, double[] labels) =>
        TrainingData.From(new Table([new Float64Column("y", labels), .. SampleRows.Table(values, 1).Columns]), new LabelSchema("y"));

    private static ITabularModel Fit(TrainingData data, params (string Name, string Value)[] options) =>
        new EnsembleAlgorithm().Fit(data, options.ToDictionary(option => option.Name, option => option.Value), FitContext.None, CancellationToken.None);
}
