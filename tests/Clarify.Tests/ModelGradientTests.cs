using System.Globalization;
using System.Text;
using MlPlatform.Clarify.Models;
using MlPlatform.Learning;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Tests;

/// <summary>Derivatives of fitted models against finite differences of their own scores.</summary>
public sealed class ModelGradientTests
{
    private static readonly Table Data = TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Rows(200)))).Table;

    [Theory]
    [InlineData("binary_classifier", "yes", 1e-7)]
    [InlineData("multiclass_classifier", "kind", 1e-7)]
    public void Gradient_OfALinearModel_IsThatOfFiniteDifferences(string type, string label, double tolerance)
    {
        var options = new Dictionary<string, string> { ["predictor_type"] = type };
        if (type[0] == 'm') options["num_classes"] = "3";
        Check(LinearLearner.Fit(Training(label), LinearLearnerOptions.Parse(options), FitContext.None, CancellationToken.None), 1e-4, tolerance);
    }

    /// <summary>The network computes in single precision, so its differences are coarse.</summary>
    [Fact]
    public void Gradient_OfANetwork_IsThatOfFiniteDifferences()
    {
        var options = NetworkOptions.Parse(new Dictionary<string, string> { ["hidden_units"] = "6", ["activation"] = "tanh", ["epochs"] = "5" });
        Check(MultilayerPerceptron.Fit(Training("yes"), options, FitContext.None, CancellationToken.None), 0.02, 2e-3);
    }

    [Fact]
    public void Gradient_OfTrees_IsNone()
    {
        var trees = AlgorithmCatalog.Find("xgboost")!.Fit(Training("yes"), new Dictionary<string, string> { ["objective"] = "binary:logistic", ["num_round"] = "2" }, FitContext.None, CancellationToken.None);

        Assert.Null(ModelGradients.Of(new BuiltInModel(trees, Data)).Gradient);
    }

    private static void Check(ITabularModel model, double step, double tolerance)
    {
        var analysed = new BuiltInModel(model, Data);
        var scorer = ModelGradients.Of(analysed);
        var rows = analysed.Rows(Data);
        var gradient = new double[scorer.Width];
        for (var row = 0; row < 5; row++)
        {
            var values = rows[(row * scorer.Width)..((row + 1) * scorer.Width)];
            for (var output = 0; output < scorer.Outputs; output++)
            {
                scorer.Gradient!(values, output, gradient);
                for (var j = 0; j < scorer.Width; j++)
                {
                    if (model.Inputs[j].Type != ColumnType.Number) Assert.Equal(0, gradient[j]);
                    else Assert.Equal((ScoreAt(scorer, values, j, step, output) - ScoreAt(scorer, values, j, -step, output)) / (2 * step), gradient[j], tolerance);
                }
            }
        }
    }

    private static double ScoreAt(Trust.Scorer scorer, double[] row, int column, double step, int output)
    {
        var moved = row.ToArray();
        moved[column] += step;
        return scorer.Scores(moved)[output];
    }

    private static TrainingData Training(string label) =>
        TrainingData.From(Data.Without(label == "yes" ? "kind" : "yes"), label == "yes" ? new LabelSchema("yes", "1", "0") : new LabelSchema(label));

    private static string Rows(int count)
    {
        var random = new SeededRandom(5);
        var csv = new StringBuilder("a,b,home,yes,kind\n");
        for (var row = 0; row < count; row++)
        {
            double a = random.NextNormal(), b = 3 * random.NextNormal();
            csv.Append(CultureInfo.InvariantCulture, $"{a},{b},{(random.NextInt32(2) == 0 ? "rent" : "own")},{(a + b > 0 ? 1 : 0)},{(a > 0.4 ? "x" : b > 0 ? "y" : "z")}\n");
        }

        return csv.ToString();
    }
}
