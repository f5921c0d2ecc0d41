using System.Globalization;
using System.Text;
using System.Text.Json;
using MlPlatform.Learning;
using MlPlatform.Learning.Linear;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Tests;

/// <summary>Monitors of bias and of attributions: the baseline is an analysis of a data set, the runs see captured requests and labels.</summary>
public sealed class MonitoringJobTests
{
    private const string BiasConfig = """
        { "headers": ["sex", "income", "approved"], "label": "approved", "label_values_or_threshold": [1], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }] }
        """;

    private const string BaselineBiasConfig = """
        { "headers": ["sex", "income", "approved", "said"], "label": "approved", "predicted_label": "said", "label_values_or_threshold": [1],
          "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
          "methods": { "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": "all" } } }
        """;

    private const string ShapConfig = """
        { HEADERS "methods": { "shap": { "baseline": [["m", 2000, 0]], "agg_method": "mean_abs" } } }
        """;

    private static readonly Applicant[] Usual = [.. Applicants(seed: 1, count: 600, penalty: 0)];

    private static readonly LinearModel Model = Fit();

    [Fact]
    public void Bias_OfTheRowsOfTheBaseline_KeepsToIt()
    {
        using var baseline = Baseline();
        using var run = Watch(baseline, Usual).Watch(BiasConfig);

        Assert.Equal(("", "Completed: Job completed successfully with no violations."), (run.Failure, run.Message));
        Assert.Empty(Violations(run));
        foreach (var (stage, name) in new[] { ("pre_training_bias_metrics", "DPL"), ("post_training_bias_metrics", "DPPL"), ("post_training_bias_metrics", "AD") })
        {
            Assert.Equal(baseline.Metric(stage, "sex", name).GetProperty("value").GetDouble(), run.Metric(stage, "sex", name).GetProperty("value").GetDouble(), 12);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Bias_OfOtherRowsOfTheSameKind_IsNoDriftButChance(int seed)
    {
        using var baseline = Baseline();
        using var run = Watch(baseline, [.. Applicants(seed, count: 600, penalty: 0)]).Watch(BiasConfig);

        Assert.Equal("", run.Failure);
        Assert.Empty(Violations(run));
    }

    [Fact]
    public void Bias_OfAModelThatTurnedAgainstAGroup_ViolatesWithModelMonitorsMembers()
    {
        using var baseline = Baseline();
        using var run = Watch(baseline, [.. Applicants(seed: 2, count: 600, penalty: 0.35)]).Watch(BiasConfig);

        Assert.StartsWith("CompletedWithViolations:", run.Message);
        var violations = Violations(run);
        var found = violations.Select(violation => violation.GetProperty("metric_name").GetString()).ToArray();
        Assert.Contains("DPPL", found);
        Assert.Contains("DI", found);
        // The labels are as they were: only the predictions changed.
        Assert.DoesNotContain("DPL", found);
        var parity = violations.Single(violation => violation.GetProperty("metric_name").GetString() == "DPPL");
        Assert.Equal(
            ("sex", "f", "bias_drift_check"),
            (parity.GetProperty("facet").GetString(), parity.GetProperty("facet_value").GetString(), parity.GetProperty("constraint_check_type").GetString()));
        Assert.StartsWith($"Value {run.Metric("post_training_bias_metrics", "sex", "DPPL").GetProperty("value").GetDouble().ToString("R", CultureInfo.InvariantCulture)} does not meet the constraint requirement", parity.GetProperty("description").GetString());
    }

    [Fact]
    public void Bias_OfProbabilities_PredictsThePositiveClassFromTheThresholdOn()
    {
        using var baseline = Baseline();
        using var run = Against(baseline, Captured(Usual, row => row.Said == 1 ? "0.61" : "0.59"));
        run.Environment.Remove("inference_attribute");
        run.Environment["probability_attribute"] = "0";
        run.Environment["probability_threshold_attribute"] = "0.6";
        run.Watch(BiasConfig);

        Assert.Equal("", run.Failure);
        Assert.Empty(Violations(run));
    }

    [Fact]
    public void Bias_WithABaselineOfOtherGroups_FailsWithTheCause()
    {
        using var run = Captured(Usual, row => $"{row.Said}").WithFile("processing/baseline/constraints/analysis.json", """{"version":"1.0"}""", "baseline_constraints", "processing/baseline/constraints/analysis.json").Watch(BiasConfig);

        Assert.Equal("The baseline's constraints speak of none of the groups and metrics of this analysis.", run.Failure);
    }

    [Fact]
    public void Bias_OfRequestsWithAValueTooFew_FailsWithTheCause()
    {
        using var run = Captured(Usual, row => $"{row.Said}").Watch(BiasConfig.Replace("\"income\", ", "\"income\", \"age\", ", StringComparison.Ordinal));

        Assert.Equal("A captured request has 2 values; the features are 3: sex, income, age.", run.Failure);
    }

    [Fact]
    public void Attributions_OfTheRowsOfTheBaseline_RankAsTheyDid()
    {
        using var baseline = Explained();
        using var run = Against(baseline, Explained(Usual)).Watch(Shap());

        Assert.Equal(("", "Completed: Job completed successfully with no violations."), (run.Failure, run.Message));
        Assert.Empty(Violations(run));
    }

    [Fact]
    public void Attributions_OfRowsThatDifferByAnotherColumn_Violate()
    {
        using var baseline = Explained();
        using var run = Against(baseline, Explained([.. Usual.Select(row => row with { Income = 2000, Home = row.Home * 30 })])).Watch(Shap());

        var violation = Assert.Single(Violations(run));
        Assert.Equal(
            ("label0", "shap", "feature_attribution_drift_check"),
            (violation.GetProperty("label").GetString(), violation.GetProperty("metric_name").GetString(), violation.GetProperty("constraint_check_type").GetString()));
        Assert.Matches("^Feature attribution drift 0\\.[0-8][0-9]* exceeds threshold 0\\.9$", violation.GetProperty("description").GetString());
    }

    [Fact]
    public void Monitor_OfAnUnknownType_FailsWithTheCause()
    {
        using var run = Captured(Usual, row => $"{row.Said}");
        run.Environment["analysis_type"] = "MODEL_BEAUTY";

        Assert.Equal("The analysis_type MODEL_BEAUTY is none of MODEL_BIAS, MODEL_EXPLAINABILITY.", run.Watch(BiasConfig).Failure);
    }

    private static ClarifyRun Baseline() =>
        new ClarifyRun().WithData("sex,income,approved,said\n" + string.Concat(Usual.Select(row => $"{row.Sex},{row.Income},{row.Approved},{row.Said}\n"))).Run(BaselineBiasConfig);

    private static ClarifyRun Watch(ClarifyRun baseline, Applicant[] rows) => Against(baseline, Captured(rows, row => $"{row.Said}"));

    private static ClarifyRun Against(ClarifyRun baseline, ClarifyRun run)
    {
        const string Path = "processing/baseline/constraints/analysis.json";
        return run.WithFile(Path, baseline.Analysis.GetRawText(), "baseline_constraints", Path);
    }

    private static ClarifyRun Captured(Applicant[] rows, Func<Applicant, string> answer)
    {
        var requests = string.Concat(rows.Select((row, i) => Request($"{row.Sex},{row.Income}", answer(row), i)));
        var labels = string.Concat(rows.Select((row, i) => JsonSerializer.Serialize(new
        {
            groundTruthData = new { data = $"{row.Approved}", encoding = "CSV" }, eventMetadata = new { eventId = $"mine-{i}" }, eventVersion = "0",
        }) + "\n"));
        return Monitor("MODEL_BIAS", requests, "inference_attribute").WithFile("processing/groundtruth/2026/11/22/06/labels.jsonl", labels, "ground_truth_source", "processing/groundtruth");
    }

    private static ClarifyRun Explained() =>
        new ClarifyRun().WithData("sex,income,home\n" + string.Concat(Usual.Select(row => $"{row.Sex},{row.Income},{row.Home}\n"))).WithModel(Model).Run(ShapConfig.Replace("HEADERS", ""));

    private static ClarifyRun Explained(Applicant[] rows) =>
        Monitor("MODEL_EXPLAINABILITY", string.Concat(rows.Select((row, i) => Request($"{row.Sex},{row.Income},{row.Home}", "1", i))), "inference_attribute").WithModel(Model);

    private static string Shap() => ShapConfig.Replace("HEADERS", "\"headers\": [\"sex\", \"income\", \"home\"],");

    private static ClarifyRun Monitor(string type, string requests, string attribute)
    {
        var run = new ClarifyRun().WithFile("processing/input/endpoint/AllTraffic/2026/11/22/05/a.jsonl", requests, "dataset_source", "processing/input/endpoint");
        run.Environment["analysis_type"] = type;
        run.Environment["dataset_format"] = """{"sagemakerCaptureJson":{}}""";
        run.Environment["output_path"] = "/opt/ml/processing/results";
        run.Environment[attribute] = "0";
        return run;
    }

    private static string Request(string input, string answer, int number) => JsonSerializer.Serialize(new
    {
        captureData = new
        {
            endpointInput = new { mode = "INPUT", data = input, encoding = "CSV" },
            endpointOutput = new { mode = "OUTPUT", data = answer, encoding = "CSV" },
        },
        eventMetadata = new { eventId = $"event-{number}", inferenceId = $"mine-{number}", inferenceTime = "2026-11-22T05:30:00Z" },
        eventVersion = "0",
    }) + "\n";

    private static JsonElement[] Violations(ClarifyRun run) =>
        [.. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.OutputFolder, "constraint_violations.json"))).RootElement.GetProperty("violations").EnumerateArray()];

    /// <summary>People whose approval follows their income; the model agrees in nine of ten cases, and refuses women beyond that by the penalty.</summary>
    private static IEnumerable<Applicant> Applicants(int seed, int count, double penalty)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (sex, income) = (random.Next(2) == 0 ? "f" : "m", 1000 + random.Next(4000));
            var approved = income + random.Next(1000) > 3000 ? 1 : 0;
            var said = random.NextDouble() < 0.1 ? 1 - approved : approved;
            var isRefused = random.NextDouble() < penalty && sex == "f";
            yield return new Applicant(sex, income, random.Next(2), approved, isRefused ? 0 : said);
        }
    }

    private static LinearModel Fit()
    {
        var csv = "sex,income,home,approved\n" + string.Concat(Usual.Select(row => $"{row.Sex},{row.Income},{row.Home},{(row.Approved == 1 ? "yes" : "no")}\n"));
        var table = TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(csv))).Table;
        return LinearLearner.Fit(
            TrainingData.From(table, new LabelSchema("approved", "yes", "no")),
            LinearLearnerOptions.Parse(new Dictionary<string, string> { ["predictor_type"] = "binary_classifier" }), FitContext.None, CancellationToken.None);
    }

    private sealed record Applicant(string Sex, int Income, int Home, int Approved, int Said);
}
