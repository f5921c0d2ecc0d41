using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Linear;

public sealed class LinearStartTests
{
    private static readonly (string, string)[] StandStill = [("optimizer", "sgd"), ("learning_rate", "1e-7"), ("epochs", "1"), ("mini_batch_size", "1000000")];

    [Fact]
    public void Start_OnDataOfOtherMeansAndTexts_KeepsThePredictions()
    {
        var first = Data(200, shift: 0, "red", "green", "blue");
        var second = Data(150, shift: 3, "blue", "grey", "red");
        var model = Fit(first, null, ("predictor_type", "regressor"));
        var resumed = Fit(second, model, [("predictor_type", "regressor"), .. StandStill]);
        const double Near = 1e-4;
        foreach (var text in new[] { "red", "blue" })
        {
            foreach (var x in new[] { -2.0, 0.5, 4 }) Assert.Equal(Score(model, x, text), Score(resumed, x, text), Near);
        }
    }

    [Fact]
    public void Start_WithAColumnNamedLikeAFeature_IsNoError()
    {
        var data = Data(80, shift: 0, "red", "blue");
        var named = data with { Features = new Table([.. data.Features.Columns, data.Features["x"].Rename("c=red")]) };
        var model = Fit(named, null, ("predictor_type", "regressor"));
        Assert.NotNull(Fit(named, model, ("predictor_type", "regressor")));
    }

    [Theory]
    [InlineData("regressor")]
    [InlineData("multiclass_classifier")]
    public void Start_FromAModelOfAnotherTask_IsRefused(string predictor)
    {
        var binary = Fit(OracleData.TwoClasses, null);
        var error = Assert.Throws<LearningException>(() => Fit(OracleData.ThreeClasses, binary, ("predictor_type", predictor)));
        Assert.Contains("another predictor_type", error.Message);
    }

    [Fact]
    public void Start_FromAModelOfOtherColumns_NamesBoth()
    {
        var model = Fit(OracleData.TwoClasses, null);
        var fewer = OracleData.TwoClasses with { Features = OracleData.TwoClasses.Features.Without("x1") };
        Assert.Contains("it has x0, x1, x2; the data has x0, x2", Assert.Throws<LearningException>(() => Fit(fewer, model)).Message);
    }

    private static double Score(LinearModel model, double x, string text) => model.ScoreOne([x, model.Inputs[1].Categories!.Find(text)]);

    private static TrainingData Data(int rows, double shift, params string[] texts)
    {
        var random = new SeededRandom((ulong)rows);
        var x = Enumerable.Range(0, rows).Select(_ => shift + ((1 + shift) * random.NextNormal())).ToArray();
        var codes = Enumerable.Range(0, rows).Select(_ => random.NextInt32(texts.Length)).ToArray();
        var y = Enumerable.Range(0, rows).Select(i => (2 * x[i]) + codes[i] + random.NextNormal()).ToArray();
        return TrainingData.From(
            new Table([new Float64Column("x", x), new CategoryColumn("c", codes, CategoryDictionary.From(texts)), new Float64Column("y", y)]), new LabelSchema("y"));
    }

    private static LinearModel Fit(TrainingData data, LinearModel? start, params (string Name, string Value)[] hyperparameters) => LinearLearner.Fit(
        data, LinearLearnerOptions.Parse(hyperparameters.ToDictionary(h => h.Name, h => h.Value, StringComparer.Ordinal)),
        new FitContext { Start = start }, CancellationToken.None);
}
