using MlPlatform.Learning;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Testing;

namespace MlPlatform.Transforms.Tests;

public sealed class EvaluateTests
{
    private static readonly string[] Kinds = ["ash", "elm", "oak"];

    [Theory]
    [InlineData("raw")]
    [InlineData("one-hot")]
    public void Evaluate_AfterPrepareAndTraining_WritesMetricsAndPredictions(string encoding)
    {
        using var job = new JobFolder();
        var random = new SeededRandom(1);
        job.Input("data", "clean.csv", "x,sex,risk\n" + string.Concat(Enumerable.Range(0, 400).Select(_ =>
        {
            var x = random.NextNormal();
            return FormattableString.Invariant($"{x:F3},{(random.NextInt32(2) == 0 ? "m" : "f")},{(x + (0.3 * random.NextNormal()) > 0 ? "good" : "bad")}\n");
        })));
        Assert.Equal(0, job.Run("prepare", "--label", "risk", "--favorable", "good", "--encode", encoding));
        Train(job);
        job.Pass("holdout", "holdout");
        Assert.Equal(0, job.Run("evaluate"));

        var metrics = job.Json("evaluation/evaluation.json").GetProperty("binary_classification_metrics");
        Assert.InRange(metrics.GetProperty("auc").GetProperty("value").GetDouble(), 0.95, 1);
        using var file = File.OpenRead(job.Path("processing/output/predictions/predictions.csv"));
        var predictions = TableReader.ReadCsv(file).Table;
        Assert.Equal(80, predictions.RowCount);
        var right = Enumerable.Range(0, 80).Count(row => Text(predictions, "risk", row) == Text(predictions, "predicted_label", row));
        Assert.Equal(metrics.GetProperty("accuracy").GetProperty("value").GetDouble(), right / 80.0, 12);
        Assert.Contains("sex", predictions.Columns.Select(c => c.Name));
    }

    [RequiresFact(SharedFile = "data/german-credit/german.csv")]
    public void GermanCredit_ThroughQualityPrepareAndTraining_ReachesItsAuc()
    {
        using var job = new JobFolder();
        job.Input("data", "german.csv", File.ReadAllBytes(Path.Combine(Repository.Shared!, "data/german-credit/german.csv")));
        Assert.Equal(0, job.Run("quality", "--label", "credit_risk", "--label-values", "good,bad"));
        Assert.Equal(1000, job.Json("report/quality.json").GetProperty("rows_out").GetInt32());
        job.Pass("clean", "data");
        Assert.Equal(0, job.Run("prepare", "--label", "credit_risk", "--favorable", "good", "--seed", "42"));
        Train(job);
        job.Pass("holdout", "holdout");
        Assert.Equal(0, job.Run("evaluate"));
        const double Promised = 0.75;
        var auc = job.Json("evaluation/evaluation.json").GetProperty("binary_classification_metrics").GetProperty("auc").GetProperty("value").GetDouble();
        Assert.InRange(auc, Promised, 1);
    }

    /// <summary>x below 10 is ash, below 20 elm, else oak; the model knows, the labels of two rows do not.</summary>
    [Fact]
    public void Evaluate_ThreeClasses_WritesTheConfusionOfItsTexts()
    {
        using var job = new JobFolder();
        job.Input("holdout", "rows.csv", "x,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{(i is 3 or 4 ? "oak" : Kinds[i / 10])}\n")));
        Save(job, "multi:softprob", Enumerable.Range(0, 30).Select(i => (double)i), i => i / 10, new LabelSchema("kind") { Classes = Kinds });
        Assert.Equal(0, job.Run("evaluate"));

        var metrics = job.Json("evaluation/evaluation.json").GetProperty("multiclass_classification_metrics");
        Assert.Equal(2, metrics.GetProperty("confusion_matrix").GetProperty("oak").GetProperty("ash").GetDouble());
        Assert.Equal(28 / 30.0, metrics.GetProperty("accuracy").GetProperty("value").GetDouble(), 12);
        var predictions = job.Lines("predictions/predictions.csv");
        Assert.Equal("x,kind,predicted_label,score", predictions[0]);
        Assert.StartsWith("4,oak,ash,", predictions[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Numbers_WritesTheErrorsOfTheLabels()
    {
        using var job = new JobFolder();
        job.Input("holdout", "rows.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{(i < 15 ? 1 : 5)}\n")));
        Save(job, "reg:squarederror", Enumerable.Range(0, 30).Select(i => (double)i), i => i < 15 ? 2 : 5, new LabelSchema("y"));
        Assert.Equal(0, job.Run("evaluate"));
        var metrics = job.Json("evaluation/evaluation.json").GetProperty("regression_metrics");
        Assert.Equal(0.5, metrics.GetProperty("mae").GetProperty("value").GetDouble(), 3);
    }

    [Fact]
    public void Evaluate_ClassThatTheModelDoesNotKnow_FailsWithIt()
    {
        using var job = new JobFolder();
        job.Input("holdout", "rows.csv", "x,kind\n1,ash\n2,fig\n3,elm\n");
        Save(job, "multi:softprob", Enumerable.Range(0, 30).Select(i => (double)i), i => i / 10, new LabelSchema("kind") { Classes = Kinds });
        Assert.Equal(1, job.Run("evaluate"));
        Assert.Contains("'fig', which is no class of the model; its classes are ash, elm, oak", job.Failure);
    }

    [Fact]
    public void Evaluate_ModelWithoutALabel_FailsWithWhy()
    {
        using var job = new JobFolder();
        job.Input("holdout", "rows.csv", "x\n1\n2\n");
        var model = AlgorithmCatalog.Find("kmeans")!.Fit(
            TrainingData.Unlabelled(new Table([new Float64Column("x", new[] { 1.0, 2, 3 })])), new Dictionary<string, string> { ["k"] = "2" }, FitContext.None, CancellationToken.None);
        Save(job, model);
        Assert.Equal(1, job.Run("evaluate"));
        Assert.Contains("kmeans predicts no label", job.Failure);
    }

    [Fact]
    public void Evaluate_WithoutAModel_FailsWithWhatIsMissing()
    {
        using var job = new JobFolder();
        job.Input("holdout", "a.csv", "x,y\n1,a\n");
        job.Input("model", "notes.txt", "x");
        Assert.Equal(1, job.Run("evaluate"));
        Assert.Contains("must hold one model archive", job.Failure);
    }

    private static void Train(JobFolder job)
    {
        var schema = TableSchema.Parse(File.ReadAllBytes(job.Path("processing/output/schema/schema.json")));
        using var rows = File.OpenRead(job.Path("processing/output/train/train.csv"));
        var table = TableReader.ReadCsv(rows, new CsvOptions { HasHeader = false }, new TableReadOptions { Schema = schema }).Table;
        Save(job, LinearLearner.Fit(TrainingData.From(table, schema.Label!), LinearLearnerOptions.Default, FitContext.None, CancellationToken.None));
    }

    private static void Save(JobFolder job, string objective, IEnumerable<double> x, Func<int, double> labelOf, LabelSchema label)
    {
        var column = new Float64Column("x", x.ToArray());
        double[] labels = [.. Enumerable.Range(0, column.Count).Select(labelOf)], weights = [.. labels.Select(_ => 1.0)];
        var hyperparameters = new Dictionary<string, string> { ["objective"] = objective, ["num_round"] = "40" };
        Save(job, AlgorithmCatalog.Find("xgboost")!.Fit(new TrainingData(new Table([column]), labels, weights, label), hyperparameters, FitContext.None, CancellationToken.None));
    }

    private static void Save(JobFolder job, ITabularModel model)
    {
        var file = new MemoryStream();
        model.Save(file);
        job.Input("model", "model.mlp", file.ToArray());
    }

    private static string? Text(Table table, string column, int row) => ((CategoryColumn)table[column]).Text(row);
}
