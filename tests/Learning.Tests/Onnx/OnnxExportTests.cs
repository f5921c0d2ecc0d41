using System.Globalization;
using System.Text;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Onnx;
using MlPlatform.Learning.Tests.Trees.Scoring;
using MlPlatform.Learning.Trees;
using MlPlatform.Tables;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Onnx;

/// <summary>What we write, scored by the real onnxruntime, against our own scores.</summary>
public sealed class OnnxExportTests
{
    private const double Tolerance = 1e-5;
    private const int Rows = 300;

    [RequiresFact(Command = "node")]
    public async Task Trees_EveryLink_ScoreAsHere()
    {
        foreach (var (link, kind, outputs) in new[]
        {
            (MarginLink.Identity, OutputKind.Number, 1), (MarginLink.Logistic, OutputKind.Probability, 1),
            (MarginLink.Exponential, OutputKind.Number, 1), (MarginLink.Softmax, OutputKind.ClassProbabilities, 3),
        })
        {
            await CheckTrees(new RandomTrees(21).Ensemble(12, 5, 20, outputs), link, kind);
        }
    }

    [RequiresFact(Command = "node")]
    public async Task Trees_WithCategories_SendEveryCodeItsWay() =>
        await CheckTrees(new RandomTrees(22) { Categorical = 0.6 }.Ensemble(15, 4, 20), MarginLink.Identity, OutputKind.Number);

    [RequiresFact(Command = "node")]
    public async Task Trees_NoneGrown_GiveTheBase() =>
        await CheckTrees(new TreeEnsemble([], [0.75], 1, 2), MarginLink.Identity, OutputKind.Number);

    [RequiresFact(Command = "node")]
    public async Task Trees_TrainedHereOnTexts_ScoreAsHere()
    {
        var parameters = new Dictionary<string, string> { ["objective"] = "multi:softprob", ["num_class"] = "3", ["num_round"] = "8", ["max_depth"] = "4" };
        var model = AlgorithmCatalog.Find("xgboost")!.Fit(Mixed(classes: 3), parameters, FitContext.None, CancellationToken.None);
        await Check(model, MixedRows(), Tolerance);
    }

    [RequiresFact(Command = "node")]
    public async Task Linear_EveryPredictor_ScoresAsHere()
    {
        foreach (var classes in new[] { 0, 2, 3 })
        {
            var model = AlgorithmCatalog.Find("linear-learner")!.Fit(Mixed(classes), Predictor(classes), FitContext.None, CancellationToken.None);
            await Check(model, MixedRows(), Tolerance);
        }
    }

    [RequiresFact(Command = "node")]
    public async Task Network_EveryActivationAndNorm_ScoresAsHere()
    {
        foreach (var (classes, activation, normalization) in new[] { (0, "relu", "none"), (2, "gelu", "layer"), (3, "tanh", "batch") })
        {
            var parameters = Predictor(classes);
            (parameters["activation"], parameters["normalization"], parameters["epochs"]) = (activation, normalization, "3");
            var model = AlgorithmCatalog.Find("multilayer-perceptron")!.Fit(Mixed(classes), parameters, FitContext.None, CancellationToken.None);
            await Check(model, MixedRows(), Tolerance);
        }
    }

    [Fact]
    public void Date_InALinearModel_IsRefusedByName()
    {
        var data = TrainingData.From(Samples.Csv("joined,y\n2024-01-05,1\n2024-03-01,2\n2025-02-07,3\n2024-01-09,4\n"), new LabelSchema("y"));
        var model = AlgorithmCatalog.Find("linear-learner")!.Fit(data, Predictor(classes: 0), FitContext.None, CancellationToken.None);

        Assert.Contains("'joined' is a Date", Assert.Throws<LearningException>(() => OnnxExport.Write(model, new MemoryStream())).Message);
    }

    private static Dictionary<string, string> Predictor(int classes) => classes switch
    {
        0 => new() { ["predictor_type"] = "regressor" },
        2 => new() { ["predictor_type"] = "binary_classifier" },
        _ => new() { ["predictor_type"] = "multiclass_classifier", ["num_classes"] = $"{classes}" },
    };

    private static async Task CheckTrees(TreeEnsemble ensemble, MarginLink link, OutputKind kind)
    {
        var inputs = Enumerable.Range(0, ensemble.FeatureCount).Select(i => new InputColumn($"f{i}", ColumnType.Number, null)).ToArray();
        var model = new BoostedTreesModel(
            inputs, ensemble, link, new ModelOutput(kind, ensemble.Outputs, new LabelSchema("y")), new Dictionary<string, string>());
        await Check(model, new RandomTrees(23).Rows(Rows, ensemble.FeatureCount), Tolerance);
    }

    private static async Task Check(ITabularModel model, double[] rows, double tolerance)
    {
        var expected = new double[rows.Length / model.Inputs.Count * model.Output.Width];
        model.ScoreRows(rows, expected);

        var outputs = await OnnxRuntime.ScoreAsync(model, rows);

        Assert.Equal(expected.Length, outputs.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], outputs[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    /// <summary>Numbers with gaps, far from zero and not; a category with gaps and one without.</summary>
    private static TrainingData Mixed(int classes)
    {
        var random = new SeededRandom(24);
        var text = new StringBuilder("a,b,colour,shape,c,y\n");
        for (var i = 0; i < 200; i++)
        {
            var a = random.NextNormal();
            var colour = random.NextInt32(4);
            var score = (2 * a) + colour - 1.5 + (0.1 * random.NextNormal());
            var label = classes == 0 ? score * 10 : Math.Clamp(Math.Floor(score), 0, classes - 1);
            text.Append(CultureInfo.InvariantCulture, $"{a},{(i % 9 == 0 ? "" : $"{20000 + (50 * random.NextDouble())}")},");
            text.Append(CultureInfo.InvariantCulture, $"{(i % 7 == 0 ? "" : "rgbw"[colour])},{"xyz"[i % 3]},{i % 5},{label}\n");
        }

        return TrainingData.From(Samples.Csv(text.ToString()), new LabelSchema("y"));
    }

    private static double[] MixedRows()
    {
        var random = new SeededRandom(25);
        var rows = new List<double>();
        double Code(int texts) => random.NextInt32(texts + 2) is var code && code < texts ? code : code == texts ? double.NaN : InputColumn.UnknownCode;
        for (var i = 0; i < Rows; i++)
        {
            rows.AddRange([(float)random.NextNormal(), i % 6 == 0 ? double.NaN : (float)(20000 + (50 * random.NextDouble())), Code(4), Code(3), random.NextInt32(5)]);
        }

        return [.. rows];
    }
}
