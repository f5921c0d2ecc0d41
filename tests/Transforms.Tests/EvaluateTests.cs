using MlPlatform.Learning;
using MlPlatform.Learning.Linear;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Testing;

namespace MlPlatform.Transforms.Tests;

public sealed class EvaluateTests
{
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
        var model = LinearLearner.Fit(TrainingData.From(table, schema.Label!), LinearLearnerOptions.Default, FitContext.None, CancellationToken.None);
        var file = new MemoryStream();
        model.Save(file);
        job.Input("model", "model.mlp", file.ToArray());
    }

    private static string? Text(Table table, string column, int row) => ((CategoryColumn)table[column]).Text(row);
}
