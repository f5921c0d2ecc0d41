using System.Globalization;
using System.Text;
using MlPlatform.Learning;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Tests;

/// <summary>Jobs that score a model: the archive is a real one, fitted here.</summary>
public sealed class ModelJobTests
{
    private const int Digits = 9;
    private static readonly string Csv = RandomApplications(400);
    private static readonly Table Data = TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv))).Table;
    private static readonly LinearModel Model = Fit();

    private const string Config = """
        { "label": "approved", "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
          "methods": { "post_training_bias": { "methods": "all" }, "shap": { BASELINE "agg_method": "mean_abs", "use_logit": true, "save_local_shap_values": true } } }
        """;

    [Fact]
    public void Shap_OfEveryRow_AddsUpToTheModelsMargin()
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run(Config.Replace("BASELINE", ""));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var lines = run.LocalValues;
        Assert.Equal("sex_label0,income_label0,home_label0", lines[0]);
        Assert.Equal(Data.RowCount, lines.Length - 1);
        var expected = run.Analysis.GetProperty("explanations").GetProperty("kernel_shap").GetProperty("label0").GetProperty("expected_value").GetDouble();
        var margins = Margins();
        for (var row = 0; row < margins.Length; row++)
        {
            var sum = lines[row + 1].Split(',').Sum(cell => double.Parse(cell, CultureInfo.InvariantCulture));
            Assert.Equal(margins[row], expected + sum, Digits);
        }

    }

    [Fact]
    public void Shap_WithABaselineRow_IsZeroForARowThatEqualsIt()
    {
        var first = Csv.Split('\n')[1].Split(',');
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model)
            .Run(Config.Replace("BASELINE", $"\"baseline\": [[\"{first[0]}\", {first[1]}, \"{first[2]}\"]],"));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.All(run.LocalValues[1].Split(','), cell => Assert.Equal(0, double.Parse(cell, CultureInfo.InvariantCulture), Digits));
    }

    [Fact]
    public void Bias_OfTheModel_EqualsACountOfItsPredictions()
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run(Config.Replace("BASELINE", ""));

        var sex = (CategoryColumn)Data["sex"];
        var scores = Model.Score(Data);
        double Share(string group) => Enumerable.Range(0, scores.Length).Where(row => sex.Text(row) == group).Average(row => scores[row] >= 0.5 ? 1.0 : 0.0);
        Assert.Equal(Share("m") - Share("f"), run.Metric("post_training_bias_metrics", "sex", "DPPL").GetProperty("value").GetDouble(), 12);
        Assert.Equal(Share("f") / Share("m"), run.Metric("post_training_bias_metrics", "sex", "DI").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public void Bias_OfAModelOfManyClasses_CountsItsMostProbableOnes()
    {
        var model = Trees("home", "multi:softprob");
        using var run = new ClarifyRun().WithData(Csv).WithModel(model).Run("""
            { "label": "home", "label_values_or_threshold": ["own", "free"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
              "methods": { "post_training_bias": { "methods": ["DPPL"] } } }
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var sex = (CategoryColumn)Data["sex"];
        var scores = model.Score(Data);
        var rent = model.Output.Label!.Classes!.ToList().IndexOf("rent");
        double Share(string group) => Enumerable.Range(0, Data.RowCount).Where(row => sex.Text(row) == group)
            .Average(row => Array.IndexOf(scores[(row * 3)..((row * 3) + 3)], scores[(row * 3)..((row * 3) + 3)].Max()) == rent ? 0.0 : 1);
        Assert.Equal(Share("m") - Share("f"), run.Metric("post_training_bias_metrics", "sex", "DPPL").GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Shap_OfBoostedTrees_AddsUpOnEitherScale(bool useLogit)
    {
        var model = Trees("approved", "binary:logistic");
        using var run = new ClarifyRun().WithData(Csv).WithModel(model)
            .Run(Config.Replace("BASELINE", "").Replace("\"use_logit\": true", $"\"use_logit\": {(useLogit ? "true" : "false")}"));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var expected = run.Analysis.GetProperty("explanations").GetProperty("kernel_shap").GetProperty("label0").GetProperty("expected_value").GetDouble();
        var scores = model.Score(Data);
        for (var row = 0; row < scores.Length; row++)
        {
            var score = useLogit ? Math.Log(scores[row] / (1 - scores[row])) : scores[row];
            Assert.Equal(score, expected + run.LocalValues[row + 1].Split(',').Sum(cell => double.Parse(cell, CultureInfo.InvariantCulture)), Digits - 3);
        }
    }

    [Theory]
    [InlineData("[[\"f\", 1]]", "Row 1 of the SHAP baseline has 2 values; the features are 3: sex, income, home.")]
    [InlineData("[[\"f\", \"much\", \"own\"]]", "The SHAP baseline does not fit the data")]
    [InlineData("\"s3://bucket/baseline.csv\"", "The job cannot reach the platform: AWS_ENDPOINT_URL is not set")]
    public void Shap_WithABaselineThatDoesNotFit_FailsWithTheCause(string baseline, string cause)
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run(Config.Replace("BASELINE", $"\"baseline\": {baseline},"));

        Assert.StartsWith(cause, run.Failure);
    }

    [Fact]
    public void Job_WhereTheDataLacksAColumnOfTheModel_FailsWithTheCause()
    {
        using var run = new ClarifyRun().WithData(Csv.Replace("income", "salary")).WithModel(Model).Run(Config.Replace("BASELINE", ""));

        Assert.Equal("The model needs the column 'income', which is not in the data.", run.Failure);
    }

    private static double[] Margins()
    {
        var rows = new TableRows(Data, Model.Inputs);
        var raw = new double[Model.Inputs.Count];
        return [.. Enumerable.Range(0, Data.RowCount).Select(row =>
        {
            rows.Fill(row, raw);
            return Model.Margin(raw);
        })];
    }

    private static ITabularModel Trees(string label, string objective) => AlgorithmCatalog.Find("xgboost")!.Fit(
        TrainingData.From(Data, new LabelSchema(label)), new Dictionary<string, string> { ["objective"] = objective, ["num_round"] = "5" },
        FitContext.None, CancellationToken.None);

    private static LinearModel Fit() => LinearLearner.Fit(
        TrainingData.From(Data, new LabelSchema("approved", "yes", "no")),
        LinearLearnerOptions.Parse(new Dictionary<string, string> { ["predictor_type"] = "binary_classifier" }), FitContext.None, CancellationToken.None);

    private static string RandomApplications(int count)
    {
        var random = new Random(42);
        var csv = new StringBuilder("sex,income,home,approved\n");
        for (var row = 0; row < count; row++)
        {
            var (sex, income, home) = (random.Next(2), random.Next(10, 90), random.Next(3));
            var approved = (0.05 * (income - 50)) + (sex * 0.8) + (home * 0.3) + (random.NextDouble() * 2) - 1 > 0;
            csv.Append(CultureInfo.InvariantCulture, $"{(sex == 1 ? "m" : "f")},{income},{new[] { "rent", "own", "free" }[home]},{(approved ? "yes" : "no")}\n");
        }

        return csv.ToString();
    }
}
