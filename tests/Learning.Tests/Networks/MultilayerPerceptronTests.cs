using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Training;
using MlPlatform.Learning.Tests.Checks;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class MultilayerPerceptronTests
{
    [Theory]
    [InlineData("relu")]
    [InlineData("gelu")]
    [InlineData("tanh")]
    public void ExclusiveOr_IsLearntExactly(string activation)
    {
        var data = TrainingData.From(Samples.Csv("a,b,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"), new LabelSchema("y"));
        var model = NetworkFits.Fit(
            data, ("activation", activation), ("hidden_units", "8"), ("learning_rate", "0.05"), ("epochs", "300"), ("early_stopping_patience", "300"), ("wd", "0"));
        Assert.Equal(data.Labels, model.Score(data.Features).Select(p => Math.Round(p)));
    }

    [Fact]
    public void FullBatch_WeightTwo_IsTheRowTwice()
    {
        var data = NetworkFits.Data(rows: 60);
        int[] rows = [.. Enumerable.Range(0, 60), .. Enumerable.Range(0, 20)];
        var weighted = data with { Weights = [.. Enumerable.Range(0, 60).Select(row => row < 20 ? 2.0 : 1.0)] };
        (string, string)[] settings = [("mini_batch_size", "1000"), ("epochs", "20")];
        AssertNear(NetworkFits.Fit(CheckData.Take(data, rows), settings), NetworkFits.Fit(weighted, settings), data);
    }

    [Fact]
    public void Linear_WithoutHiddenLayers_FindsTheFormula()
    {
        var data = Samples.Linear(400, (x, y) => 3 + (2 * x) - (5 * y));
        var model = NetworkFits.Fit(
            data, ("predictor_type", "regressor"), ("hidden_units", "none"), ("learning_rate", "0.05"), ("epochs", "200"), ("wd", "0"),
            ("lr_schedule", "cosine"), ("early_stopping_patience", "200"));
        Assert.Equal(3 + (2 * 0.25) - (5 * 4), model.ScoreOne([0.25, 4]), 3);
    }

    [Fact]
    public void UnseenCategory_ScoresAsTheMeanVector()
    {
        var model = NetworkFits.Fit(NetworkFits.Data(), ("epochs", "5"));
        var (colour, table) = (model.RepresentationStart(3), model.Frame.Layout.Tables[0]);
        var counts = Enumerable.Range(0, 3).Select(code => CountOf(code)).ToArray();
        var mean = new double[table.Width];
        for (var code = 0; code < 3; code++)
        {
            var vector = Vector(model, code);
            for (var i = 0; i < mean.Length; i++) mean[i] += vector[colour + i] * counts[code] / (double)counts.Sum();
        }

        var unseen = Vector(model, InputColumn.UnknownCode);
        for (var i = 0; i < mean.Length; i++) Assert.Equal(mean[i], unseen[colour + i], 5);
        Assert.NotEqual(unseen[colour], Vector(model, double.NaN)[colour]);

        int CountOf(int code) => ((CategoryColumn)NetworkFits.Data().Features["colour"]) is var column
            ? column.Codes.ToArray().Count(c => c >= 0 && column.Categories[c] == model.Inputs[3].Categories![code])
            : 0;
    }

    [Fact]
    public void EmbeddingWidth_FollowsTheNumberOfTextsOrTheOption()
    {
        Assert.Equal([2, 5, 16, 22, 50], new[] { 1, 4, 50, 100, 10_000 }.Select(EmbeddingLayout.UsualWidth));
        var model = NetworkFits.Fit(NetworkFits.Data(), ("embedding_dim", "7"), ("epochs", "1"));
        Assert.Equal(4 + 7, model.RepresentationWidth);
    }

    [Fact]
    public void EarlyStopping_OnValidationRows_KeepsTheBestEpochsModel()
    {
        var (data, validation) = (NetworkFits.Data(rows: 60), NetworkFits.Data(rows: 200, seed: 9));
        var losses = new List<double>();
        ITabularModel? best = null;
        var context = new FitContext
        {
            Validation = validation,
            OnRound = report =>
            {
                if (losses.Count == 0 || report.ValidationLoss < losses.Min()) best = report.Model();
                losses.Add(report.ValidationLoss!.Value);
            },
        };
        var model = NetworkFits.Fit(data, context, ("learning_rate", "0.05"), ("epochs", "500"), ("early_stopping_patience", "6"), ("early_stopping_tolerance", "0"));
        var bestEpoch = losses.IndexOf(losses.Min());
        Assert.Equal(bestEpoch + 7, losses.Count);
        Assert.Equal(best!.Score(validation.Features), model.Score(validation.Features));
        Assert.Equal(losses.Min(), BinaryMetrics.Of(model.Score(validation.Features), validation.Labels).LogLoss, 5);
    }

    [Fact]
    public void BalancedClasses_OnRareOnes_MeanErrorsOfBothClassesAreNear()
    {
        var data = Samples.Classes(1000, 2, shift: -2);
        var scores = NetworkFits.Fit(data, ("positive_example_weight_mult", "balanced"), ("hidden_units", "none"), ("learning_rate", "0.02"), ("wd", "0")).Score(data.Features);
        var ones = scores.Where((_, i) => data.Labels[i] == 1).Average(p => 1 - p);
        var zeros = scores.Where((_, i) => data.Labels[i] == 0).Average();
        const double Near = 0.03;
        Assert.InRange(ones, zeros - Near, zeros + Near);
    }

    [Fact]
    public void PositiveWeight_MultipliesRowsOfClassOneBeforeTheMeanIsMadeOne()
    {
        var data = Labelled([0, 1, 1, 0], [1, 1, 1, 1]);
        Assert.Equal([0.5f, 1.5f, 1.5f, 0.5f], NetworkLabels.Weights(data, NetworkFits.Options(("positive_example_weight_mult", "3")), outputs: 1));
    }

    [Fact]
    public void BalancedClasses_OfMany_HaveEqualTotals()
    {
        var data = Labelled([0, 0, 1, 2], [1, 3, 2, 1]);
        var options = NetworkFits.Options(("predictor_type", "multiclass_classifier"), ("balance_multiclass_weights", "true"));
        Assert.Equal([1f / 3, 1, 4f / 3, 4f / 3], NetworkLabels.Weights(data, options, outputs: 3), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void TooManyUnits_AreRefusedByName()
    {
        var error = Assert.Throws<LearningException>(() => NetworkFits.Fit(NetworkFits.Data(), ("hidden_units", "16384,16384")));
        Assert.Contains("hidden_units", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HugeLearningRate_IsRefusedAsDivergence()
    {
        var data = Samples.Linear(200, (x, y) => x * y);
        var error = Assert.Throws<LearningException>(() => NetworkFits.Fit(
            data, ("predictor_type", "regressor"), ("optimizer", "sgd"), ("learning_rate", "10"), ("momentum", "0.99"), ("epochs", "300"), ("early_stopping_patience", "300")));
        Assert.Contains("learning_rate", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("64,x")]
    [InlineData("0")]
    [InlineData("64,,32")]
    public void HiddenUnits_ThatAreNoNumbers_AreRefusedByName(string text) =>
        Assert.Contains("hidden_units", Assert.Throws<LearningException>(() => NetworkFits.Options(("hidden_units", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Start_OfOtherHiddenUnits_IsRefused()
    {
        var start = NetworkFits.Fit(NetworkFits.Data(), ("epochs", "1"), ("hidden_units", "8"));
        var error = Assert.Throws<LearningException>(() => NetworkFits.Fit(NetworkFits.Data(), new FitContext { Start = start }, ("hidden_units", "9")));
        Assert.Contains("hidden_units", error.Message, StringComparison.Ordinal);
    }

    [RequiresFact(SharedFile = "data/german-credit/german.csv")]
    public void GermanCredit_OverTenSplits_RanksAsWellAsScikitLearn()
    {
        // scikit-learn 1.2.1 on these splits: MLPClassifier((64, 32), batch_size=64, max_iter=10) on scaled numbers and one-hot texts.
        const double ScikitLearn = 0.785;
        const double Near = 0.01;
        using var file = File.OpenRead(Path.Combine(Repository.Shared!, "data/german-credit/german.csv"));
        var table = TableReader.ReadCsv(file).Table;
        Assert.InRange(Enumerable.Range(0, 10).Average(seed => TestAuc(table, (ulong)seed)), ScikitLearn - Near, 1);
    }

    private static TrainingData Labelled(double[] labels, double[] weights) =>
        new(new Table([new Float64Column("a", labels)]), labels, weights, new LabelSchema("y"));

    private static void AssertNear(NetworkModel expected, NetworkModel actual, TrainingData data)
    {
        const double Near = 1e-5;
        Assert.All(expected.Score(data.Features).Zip(actual.Score(data.Features)), pair => Assert.InRange(pair.Second, pair.First - Near, pair.First + Near));
    }

    private static double TestAuc(Table table, ulong seed)
    {
        var label = new LabelSchema("credit_risk", "good", "bad");
        var parts = RowSplit.Deal(((CategoryColumn)table[label.Name]).Codes, [0.8, 0.2], seed);
        var (train, test) = (TrainingData.From(table.Take(parts[0]), label), TrainingData.From(table.Take(parts[1]), label));
        var model = NetworkFits.Fit(train, ("mini_batch_size", "64"), ("epochs", "10"), ("seed", $"{seed}"));
        return BinaryMetrics.RocAuc(model.Score(test.Features), test.Labels);
    }

    private static float[] Vector(NetworkModel model, double code)
    {
        var representation = new float[model.RepresentationWidth];
        model.Represent([0, 0, 0, code, 0], representation);
        return representation;
    }
}
