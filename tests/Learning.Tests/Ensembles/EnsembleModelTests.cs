using MlPlatform.Learning.Ensembles;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Neighbors;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Ensembles;

public sealed class EnsembleModelTests
{
    [Fact]
    public void Average_OfModelsOfDifferentColumns_TakesEachColumnByName()
    {
        var first = FormulaModel.Of(["a", "b"], row => row[0] + (10 * row[1]));
        var second = FormulaModel.Of(["c", "a"], row => (100 * row[0]) - row[1]);
        var ensemble = new AveragingEnsemble([first, second], [3, 1]);
        Assert.Equal(["a", "b", "c"], ensemble.Inputs.Select(input => input.Name));
        Assert.Equal((0.75 * 21) + (0.25 * 299), ensemble.ScoreOne([1, 2, 3]), 1e-12);
    }

    [Fact]
    public void Average_OfModelsThatKnowDifferentTexts_TranslatesTheCodes()
    {
        var first = Colours(["blue", "red"]);
        var second = Colours(["green", "red"]);
        var ensemble = new AveragingEnsemble([first, second]);
        Assert.Equal(["blue", "green", "red"], ensemble.Inputs[0].Categories!.Texts);
        // Each model gives its own code: blue is 0 and unknown (-2), green unknown and 0, red 1 and 1; NaN stays missing.
        Assert.Equal(-1, ensemble.ScoreOne([0]));
        Assert.Equal(-1, ensemble.ScoreOne([1]));
        Assert.Equal(1, ensemble.ScoreOne([2]));
        Assert.Equal(-2, ensemble.ScoreOne([InputColumn.UnknownCode]));
        Assert.True(double.IsNaN(ensemble.ScoreOne([double.NaN])));
    }

    [Fact]
    public void Average_OfClassProbabilities_IsTakenPerClass()
    {
        InputColumn[] inputs = [new InputColumn("a", ColumnType.Number, null)];
        var output = new ModelOutput(OutputKind.ClassProbabilities, 3, new LabelSchema("y"));
        var ensemble = new AveragingEnsemble([new FormulaModel(inputs, output, _ => [1, 0, 0]), new FormulaModel(inputs, output, _ => [0, 0.5, 0.5])], [1, 3]);
        var outputs = new double[3];
        ensemble.Score([0], outputs);
        Assert.Equal([0.25, 0.375, 0.375], outputs);
    }

    [Fact]
    public void Stack_FeedsWhatTheModelsGiveToTheOneOnTop()
    {
        var first = FormulaModel.Of(["a"], row => row[0] * row[0]);
        var second = FormulaModel.Of(["b"], row => row[0] + 1);
        var meta = FormulaModel.Of(["model2", "model1"], row => row[0] - (2 * row[1]));
        var rows = Enumerable.Range(0, 400).Select(i => Math.Sin(i)).ToArray();
        var ensemble = new StackingEnsemble([first, second], meta);
        var scores = new double[200];
        ensemble.ScoreRows(rows, scores);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(rows[(2 * i) + 1] + 1 - (2 * rows[2 * i] * rows[2 * i]), scores[i], 1e-12);
            Assert.Equal(scores[i], ensemble.ScoreOne(rows.AsSpan(2 * i, 2)));
        }
    }

    [Fact]
    public void Saved_BothKinds_AreOneFileAndLoadAgain()
    {
        var data = Samples.Mixed();
        ITabularModel[] models =
        [
            BaseLearner.Of("knn", ("k", "3")).Fit(data, FitContext.None, CancellationToken.None),
            BaseLearner.Of("linear-learner").Fit(data with { Features = data.Features.Without("n") }, FitContext.None, CancellationToken.None),
        ];
        var stack = Stacking.Fit(data, [BaseLearner.Of("knn", ("k", "2"))], BaseLearner.Of("linear-learner"), (2, 0), FitContext.None, CancellationToken.None);
        ITabularModel[] ensembles = [new AveragingEnsemble(models, [1, 2]), stack, new AveragingEnsemble([stack, models[0]])];
        foreach (var ensemble in ensembles)
        {
            var back = ModelReader.Read(SampleRows.Bytes(ensemble));
            Assert.Equal(SampleRows.Bytes(ensemble), SampleRows.Bytes(back));
            Assert.Equal(ensemble.Score(data.Features), back.Score(data.Features));
        }
    }

    [Fact]
    public void Scoring_AllocatesNothing()
    {
        var data = Samples.Mixed();
        var knn = BaseLearner.Of("knn", ("k", "3")).Fit(data, FitContext.None, CancellationToken.None);
        var linear = BaseLearner.Of("linear-learner").Fit(data with { Features = data.Features.Without("n") }, FitContext.None, CancellationToken.None);
        var ensemble = new AveragingEnsemble([knn, linear]);
        double[] row = [1, 0];
        var outputs = new double[1];
        Assert.Equal(0, SampleRows.Allocated(() => ensemble.Score(row, outputs)));
    }

    [Fact]
    public void Models_OfDifferentKinds_AreRefusedByName() => Refused(
        "Model 2 (formula) gives Probability of 1 numbers, the first (formula) Number",
        FormulaModel.Of(["a"], row => row[0]), FormulaModel.Of(["a"], row => row[0], OutputKind.Probability));

    [Fact]
    public void Models_OfDifferentLabels_AreRefusedByName() => Refused(
        "Model 2 (formula) predicts 'z', the first (formula) 'y'", FormulaModel.Of(["a"], row => row[0]), FormulaModel.Of(["a"], row => row[0], label: "z"));

    [Fact]
    public void Models_OfDifferentColumnTypes_AreRefusedByName() => Refused(
        "Model 2 (formula) takes 'a' as Category, a model before it as Number", FormulaModel.Of(["a"], row => row[0]), Colours(["x"], "a"));

    [Fact]
    public void NoModel_IsRefused() => Refused("at least one model");

    [Fact]
    public void NegativeWeight_IsRefused() => Assert.Contains(
        "weight of model 1 (formula) is -1", Assert.Throws<LearningException>(() => new AveragingEnsemble([FormulaModel.Of(["a"], row => 0)], [-1])).Message);

    [Fact]
    public void MetaModelOfStrangeColumns_IsRefused() => Assert.Contains(
        "takes 'other', which no model below gives",
        Assert.Throws<LearningException>(() => new StackingEnsemble([FormulaModel.Of(["a"], row => 0)], FormulaModel.Of(["other"], row => 0))).Message);

    private static FormulaModel Colours(string[] texts, string name = "colour") => new(
        [new InputColumn(name, ColumnType.Category, CategoryDictionary.From(texts))], new ModelOutput(OutputKind.Number, 1, new LabelSchema("y")), row => [row[0]]);

    private static void Refused(string message, params ITabularModel[] models) =>
        Assert.Contains(message, Assert.Throws<LearningException>(() => new AveragingEnsemble(models)).Message);
}
