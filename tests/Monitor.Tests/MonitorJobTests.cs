using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MlPlatform.Monitor.Tests;

public sealed class MonitorJobTests
{
    private const string Csv = """{"csv":{"header":true}}""";
    private const string Capture = """{"sagemakerCaptureJson":{"captureIndexNames":["endpointInput","endpointOutput"]}}""";

    [Fact]
    public void Job_WithoutABaseline_SuggestsOne()
    {
        using var run = Baseline();

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.StartsWith("Completed:", run.Message);
        Assert.Equal(500, run.Statistics.GetProperty("dataset").GetProperty("item_count").GetInt32());
        Assert.Equal(["label", "age", "city"], run.Constraints.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("name").GetString()));
        Assert.Equal(["Integral", "Integral", "String"], run.Constraints.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("inferred_type").GetString()));
    }

    [Fact]
    public void Job_OnCapturedRequestsLikeTheBaseline_CompletesWithoutViolations()
    {
        using var baseline = Baseline();
        using var run = new MonitorRun().WithBaseline(baseline)
            .WithData(Captured(seed: 2, count: 150, shift: 0), "AllTraffic/2026/11/22/05/a.jsonl")
            .WithData(Captured(seed: 3, count: 150, shift: 0), "AllTraffic/2026/11/22/06/b.jsonl")
            .Run(Capture);

        Assert.Equal((0, "Completed: Job completed successfully with no violations."), (run.ExitCode, run.Message));
        Assert.Empty(run.Violations);
        Assert.Equal(300, run.Statistics.GetProperty("dataset").GetProperty("item_count").GetInt32());
        Assert.Equal(["age", "city", "prediction"], run.Statistics.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("name").GetString()));
    }

    [Fact]
    public void Job_OnAShiftedColumn_CompletesWithThatViolation()
    {
        using var baseline = Baseline();
        using var run = new MonitorRun().WithBaseline(baseline).WithData(Captured(seed: 2, count: 300, shift: 20), "a.jsonl").Run(Capture);

        Assert.Equal((0, "CompletedWithViolations: Job completed successfully with 1 violations."), (run.ExitCode, run.Message));
        Assert.Equal([("age", "baseline_drift_check")], run.Violations);
    }

    [Fact]
    public void Job_WithATimeWindow_CountsOnlyItsRequests()
    {
        using var baseline = Baseline();
        using var run = new MonitorRun().WithBaseline(baseline)
            .WithData(Captured(seed: 2, count: 100, shift: 0, hour: 5) + Captured(seed: 3, count: 70, shift: 30, hour: 6), "a.jsonl")
            .With("start_time", "2026-11-22T05:00:00Z").With("end_time", "2026-11-22T06:00:00Z").Run(Capture);

        Assert.Equal(100, run.Statistics.GetProperty("dataset").GetProperty("item_count").GetInt32());
        Assert.Empty(run.Violations);
    }

    [Fact]
    public void Job_OnRequestsWithOneColumnTooMany_NamesIt()
    {
        using var baseline = Baseline();
        using var run = new MonitorRun().WithBaseline(baseline).WithData(Record("1,30,Ulm,7", "0.5") + "\n", "a.jsonl").Run(Capture);

        Assert.Equal([("_c3", "extra_column_check")], run.Violations);
    }

    [Fact]
    public void Job_OnJsonRequests_ReadsNamedAndUnnamedInstances()
    {
        using var baseline = Baseline();
        var named = Record("""{"instances":[{"age":30,"city":"Ulm"},{"age":31,"city":"Bonn"}]}""", """{"predictions":[{"score":0.1},{"score":0.2}]}""", "JSON");
        var unnamed = Record("""{"instances":[{"features":[32,"Ulm"]}]}""", """{"predictions":[{"score":0.3}]}""", "JSON");
        using var run = new MonitorRun().WithBaseline(baseline).WithData(named + "\n" + unnamed + "\n", "a.jsonl").Run(Capture);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(["age", "city", "prediction_score"], run.Statistics.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("name").GetString()));
        Assert.Equal(93, run.Statistics.GetProperty("features")[0].GetProperty("numerical_statistics").GetProperty("sum").GetDouble());
    }

    [Fact]
    public void Job_OnACaptureFileCutInTheMiddle_AnalysesTheWholeLines()
    {
        using var baseline = Baseline();
        using var run = new MonitorRun().WithBaseline(baseline).WithData(Captured(seed: 2, count: 100, shift: 0) + "{\"captureData\":{\"endpo", "a.jsonl").Run(Capture);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(100, run.Statistics.GetProperty("dataset").GetProperty("item_count").GetInt32());
    }

    [Theory]
    [InlineData(Csv, "", "There is no data to analyse: the data set is empty.")]
    [InlineData(Csv, "age,city\n", "There is no data to analyse")]
    [InlineData("{\"parquet\":{}}", "x", "dataset_format is none of csv, json, sagemakerCaptureJson")]
    [InlineData("nonsense", "x", "dataset_format is not valid")]
    public void Job_WithBadInput_FailsWithTheCause(string format, string data, string cause)
    {
        using var run = new MonitorRun().WithData(data, "data.csv").Run(format);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(cause, run.Failure);
        Assert.Equal(run.Failure, run.Message);
    }

    [Fact]
    public void Job_WhoseBaselineIsAbsent_FailsWithTheCause()
    {
        using var run = new MonitorRun().WithData("age\n1\n", "data.csv").With("baseline_constraints", "/opt/ml/processing/baseline/constraints.json").Run(Csv);

        Assert.Equal("The baseline file constraints.json is not there.", run.Failure);
    }

    private static MonitorRun Baseline()
    {
        var csv = new StringBuilder("label,age,city\n");
        foreach (var (age, city) in Rows(seed: 1, count: 500, shift: 0)) csv.Append(CultureInfo.InvariantCulture, $"{age % 2},{age},{city}\n");
        return new MonitorRun().WithData(csv.ToString(), "train.csv").Run(Csv);
    }

    private static string Captured(int seed, int count, int shift, int hour = 5) =>
        string.Concat(Rows(seed, count, shift).Select(row => Record($"{row.Age},{row.City}", "0.73", hour: hour) + "\n"));

    private static string Record(string input, string output, string encoding = "CSV", int hour = 5) => new JsonObject
    {
        ["captureData"] = new JsonObject
        {
            ["endpointInput"] = new JsonObject { ["observedContentType"] = "text/csv", ["mode"] = "INPUT", ["data"] = input, ["encoding"] = encoding },
            ["endpointOutput"] = new JsonObject { ["observedContentType"] = "text/csv", ["mode"] = "OUTPUT", ["data"] = output, ["encoding"] = encoding },
        },
        ["eventMetadata"] = new JsonObject { ["eventId"] = "00000000", ["inferenceTime"] = $"2026-11-22T{hour:D2}:30:00Z" },
        ["eventVersion"] = "0",
    }.ToJsonString();

    private static IEnumerable<(int Age, string City)> Rows(int seed, int count, int shift)
    {
        var random = new Random(seed);
        for (var row = 0; row < count; row++) yield return (random.Next(18, 40) + random.Next(0, 30) + shift, random.Next(3) == 0 ? "Bonn" : "Ulm");
    }
}
