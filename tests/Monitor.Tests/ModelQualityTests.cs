using System.Globalization;
using System.Text.Json;

namespace MlPlatform.Monitor.Tests;

/// <summary>Figures against Model Monitor's own examples and closed forms, and the way from captured requests and labels to violations.</summary>
public sealed class ModelQualityTests
{
    private const double Tolerance = 1e-12;
    private const string Csv = """{"csv":{"header":true}}""";
    private const string Capture = """{"sagemakerCaptureJson":{"captureIndexNames":["endpointInput","endpointOutput"]}}""";

    [Fact]
    public void BinaryFigures_OfModelMonitorsExample_AreItsOwn()
    {
        using var run = Quality("BinaryClassification").WithData("label,said\n0,0\n0,1\n0,1\n1,1\n", "data.csv").Run(Csv);

        var metrics = run.Statistics.GetProperty("binary_classification_metrics");
        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        AssertFigures(
            metrics,
            ("recall", 1), ("precision", 1 / 3.0), ("accuracy", 0.5),
            ("recall_best_constant_classifier", 1), ("precision_best_constant_classifier", 0.25), ("accuracy_best_constant_classifier", 0.25),
            ("true_positive_rate", 1), ("true_negative_rate", 1 / 3.0), ("false_positive_rate", 2 / 3.0), ("false_negative_rate", 0),
            ("f0_5", 0.3846153846153846), ("f1", 0.5), ("f2", 0.7142857142857143),
            ("f0_5_best_constant_classifier", 0.29411764705882354), ("f1_best_constant_classifier", 0.4), ("f2_best_constant_classifier", 0.625));
        Assert.Equal("""{"0":{"0":1,"1":2},"1":{"0":0,"1":1}}""", Compact(metrics.GetProperty("confusion_matrix")));
        Assert.Equal("NaN", metrics.GetProperty("recall").GetProperty("standard_deviation").GetString());
    }

    [Fact]
    public void MulticlassFigures_OfModelMonitorsExample_AreItsOwn()
    {
        var rows = string.Concat(Repeat("0,0\n", 1180), Repeat("0,1\n", 510), Repeat("1,0\n", 268), Repeat("1,1\n", 138));
        using var run = Quality("MulticlassClassification").WithData("label,said\n" + rows, "data.csv").Run(Csv);

        AssertFigures(
            run.Statistics.GetProperty("multiclass_classification_metrics"),
            ("accuracy", 0.6288167938931297), ("weighted_recall", 0.6288167938931297), ("weighted_precision", 0.6983172269629505),
            ("weighted_f0_5", 0.6803947317178771), ("weighted_f1", 0.6571162346664904), ("weighted_f2", 0.6384024354394601),
            ("accuracy_best_constant_classifier", 1690 / 2096.0));
    }

    [Fact]
    public void RegressionFigures_OfFourRows_AreTheirClosedForms()
    {
        using var run = Quality("Regression").WithData("label,said\n1,2\n2,2\n3,1\n6,6\n", "data.csv").Run(Csv);

        AssertFigures(run.Statistics.GetProperty("regression_metrics"), ("mae", 0.75), ("mse", 1.25), ("rmse", Math.Sqrt(1.25)), ("r2", 1 - (5 / 14.0)));
    }

    [Fact]
    public void StandardDeviation_OfTwoHundredRows_IsThatOfSamplesOfFourFifths()
    {
        using var run = Quality("Regression").WithData("label,said\n" + string.Concat(Enumerable.Range(0, 200).Select(i => Invariant($"{i},{(i % 2 == 0 ? i + 1 : i - 1)}\n"))), "data.csv").Run(Csv);

        var metrics = run.Statistics.GetProperty("regression_metrics");
        // Every absolute error is 1, so every sample has the same mean; the spread of the labels differs from sample to sample.
        Assert.Equal(0, metrics.GetProperty("mae").GetProperty("standard_deviation").GetDouble(), Tolerance);
        Assert.InRange(metrics.GetProperty("r2").GetProperty("standard_deviation").GetDouble(), 1e-8, 1e-3);
    }

    [Fact]
    public void Baseline_OfProbabilities_SuggestsWhatIsNoWorse()
    {
        using var run = Probabilities("0.9,1\n0.8,1\n0.7,0\n0.2,0\n");

        var constraints = run.Constraints.GetProperty("binary_classification_constraints");
        Assert.Equal(
            ["recall", "precision", "accuracy", "true_positive_rate", "true_negative_rate", "false_positive_rate", "false_negative_rate", "auc", "f0_5", "f1", "f2"],
            constraints.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"threshold":0.75,"comparison_operator":"LessThanThreshold"}""", Compact(constraints.GetProperty("accuracy")));
        Assert.Equal("""{"threshold":0.5,"comparison_operator":"GreaterThanThreshold"}""", Compact(constraints.GetProperty("false_positive_rate")));
        Assert.Equal(1, run.Statistics.GetProperty("binary_classification_metrics").GetProperty("auc").GetProperty("value").GetDouble());
        var curve = run.Statistics.GetProperty("binary_classification_metrics").GetProperty("receiver_operating_characteristic_curve");
        Assert.Equal("[0,0,0,0.5,1]", Compact(curve.GetProperty("false_positive_rates")));
        Assert.Equal("[0,0.5,1,1,1]", Compact(curve.GetProperty("true_positive_rates")));
    }

    [Fact]
    public void CapturedPredictions_WithTheBaselinesLabels_KeepToIt()
    {
        using var baseline = Probabilities("0.9,1\n0.8,1\n0.7,0\n0.2,0\n");
        using var run = Watched(baseline, [("0.9", "1"), ("0.8", "1"), ("0.7", "0"), ("0.2", "0")]).Run(Capture);

        Assert.Equal((0, "Completed: Job completed successfully with no violations."), (run.ExitCode, run.Message));
        Assert.Empty(run.ViolationsBy("metric_name"));
    }

    [Fact]
    public void CapturedPredictions_WithOtherLabels_ViolateWhatBecameWorse()
    {
        using var baseline = Probabilities("0.9,1\n0.8,1\n0.7,0\n0.2,0\n");
        using var run = Watched(baseline, [("0.9", "0"), ("0.8", "1"), ("0.7", "0"), ("0.2", "0")]).Run(Capture);

        Assert.StartsWith("CompletedWithViolations:", run.Message);
        Assert.Equal(
            [
                ("precision", "LessThanThreshold"), ("accuracy", "LessThanThreshold"), ("false_positive_rate", "GreaterThanThreshold"), ("auc", "LessThanThreshold"),
                ("f0_5", "LessThanThreshold"), ("f1", "LessThanThreshold"), ("f2", "LessThanThreshold"), ("true_negative_rate", "LessThanThreshold"),
            ],
            run.ViolationsBy("metric_name").OrderBy(violation => Array.IndexOf(["precision", "accuracy", "false_positive_rate", "auc", "f0_5", "f1", "f2", "true_negative_rate"], violation.Subject)));
    }

    [Fact]
    public void Merge_WithoutInferenceIds_JoinsByEventId()
    {
        using var run = Quality("BinaryClassification", "0", null)
            .WithData(Request("event-1", null, "1") + Request("event-2", "mine-2", "0") + Request("event-3", null, "0"), "a.jsonl")
            .WithGroundTruth(Label("event-1", "1") + Label("event-2", "1") + Label("mine-2", "0") + Label("event-9", "1") + "{\"cut", "2026/11/22/06/labels.jsonl")
            .Run(Capture);

        // event-2 goes by its inferenceId; event-3 has no label yet.
        Assert.Equal(2, run.Statistics.GetProperty("dataset").GetProperty("item_count").GetInt32());
        AssertFigures(run.Statistics.GetProperty("binary_classification_metrics"), ("accuracy", 1));
    }

    [Fact]
    public void Answers_InJson_AreFoundByPath()
    {
        var answer = """{"predictions":[{"score":0.8,"predicted_label":1}]}""";
        using var run = Quality("BinaryClassification", "predictions[0].predicted_label", "predictions[0].score")
            .WithData(Request("event-1", null, answer, "JSON"), "a.jsonl").WithGroundTruth(Label("event-1", "1"), "labels.jsonl").Run(Capture);

        Assert.Equal("", run.Failure);
        AssertFigures(run.Statistics.GetProperty("binary_classification_metrics"), ("recall", 1));
    }

    [Theory]
    [InlineData("problem_type", "Ranking", "The problem_type Ranking is none of")]
    [InlineData("analysis_type", "MODEL_BEAUTY", "The analysis_type MODEL_BEAUTY is not known")]
    [InlineData("ground_truth_attribute", "truth", "The ground_truth_attribute 'truth' is not in the data: a row has label, said")]
    [InlineData("inference_attribute", "score", "The inference_attribute 'score' is not in the data")]
    [InlineData("probability_threshold_attribute", "half", "The environment variable probability_threshold_attribute is no number: half.")]
    public void Job_AskedForWhatIsNotThere_FailsWithTheCause(string variable, string value, string cause)
    {
        using var run = Quality("BinaryClassification").WithData("label,said\n1,1\n0,0\n", "data.csv").With(variable, value).Run(Csv);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(cause, run.Failure);
    }

    [Fact]
    public void Labels_OfThreeClasses_AreNoBinaryProblem()
    {
        using var run = Quality("BinaryClassification").WithData("label,said\n1,1\n0,0\n2,1\n", "data.csv").Run(Csv);

        Assert.Equal("BinaryClassification needs labels of two classes; there are 0, 1, 2.", run.Failure);
    }

    [Fact]
    public void CapturedPredictions_WithoutAnyLabel_FailWithTheCause()
    {
        using var run = Quality("BinaryClassification", "0", null).WithData(Request("event-1", null, "1"), "a.jsonl").WithGroundTruth(Label("other", "1"), "labels.jsonl").Run(Capture);

        Assert.StartsWith("None of the 1 captured requests has a label", run.Failure);
    }

    [Fact]
    public void Constraints_OfAFigureThatIsNotComputed_FailTheJobByName()
    {
        using var run = Quality("Regression").WithData("label,said\n1,1\n", "data.csv")
            .WithBaselineFile("constraints", """{"version":0.0,"regression_constraints":{"beauty":{"threshold":1,"comparison_operator":"LessThanThreshold"}}}""").Run(Csv);

        Assert.StartsWith("The constraints speak of 'beauty', which is not computed here; there are mae, mse, rmse, r2.", run.Failure);
    }

    private static MonitorRun Quality(string problemType, string? inference = "said", string? probability = null)
    {
        var run = new MonitorRun().With("analysis_type", "MODEL_QUALITY").With("problem_type", problemType).With("ground_truth_attribute", "label");
        if (inference is not null) run.With("inference_attribute", inference);
        return probability is null ? run : run.With("probability_attribute", probability);
    }

    private static MonitorRun Probabilities(string rows) =>
        Quality("BinaryClassification", null, "score").WithData("score,label\n" + rows, "baseline.csv").Run(Csv);

    private static MonitorRun Watched(MonitorRun baseline, (string Score, string Label)[] rows) => Quality("BinaryClassification", null, "0")
        .WithBaseline(baseline)
        .WithData(string.Concat(rows.Select((row, i) => Request($"event-{i}", $"mine-{i}", row.Score))), "AllTraffic/2026/11/22/05/a.jsonl")
        .WithGroundTruth(string.Concat(rows.Select((row, i) => Label($"mine-{i}", row.Label))), "2026/11/22/06/labels.jsonl");

    private static string Request(string eventId, string? inferenceId, string answer, string encoding = "CSV") => JsonSerializer.Serialize(new
    {
        captureData = new
        {
            endpointInput = new { mode = "INPUT", data = "1,2", encoding = "CSV" },
            endpointOutput = new { mode = "OUTPUT", data = answer, encoding },
        },
        eventMetadata = new { eventId, inferenceId, inferenceTime = "2026-11-22T05:30:00Z" },
        eventVersion = "0",
    }) + "\n";

    private static string Label(string eventId, string label) => JsonSerializer.Serialize(new
    {
        groundTruthData = new { data = label, encoding = "CSV" },
        eventMetadata = new { eventId },
        eventVersion = "0",
    }) + "\n";

    private static void AssertFigures(JsonElement metrics, params (string Name, double Value)[] expected) =>
        Assert.All(expected, figure => Assert.Equal(figure.Value, metrics.GetProperty(figure.Name).GetProperty("value").GetDouble(), Tolerance));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Repeat(string row, int count) => string.Concat(Enumerable.Repeat(row, count));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
