using System.Text.Json;
using MlPlatform.Testing;

namespace MlPlatform.Monitor.Tests;

/// <summary>The folder of one monitoring job as the platform lays it out, and what the container left in it.</summary>
internal sealed class MonitorRun : IDisposable
{
    private const string Data = "processing/input/endpoint";
    private const string GroundTruth = "processing/groundtruth";
    private const string Output = "processing/output";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> environment = new()
    {
        ["dataset_source"] = $"/opt/ml/{Data}",
        ["output_path"] = $"/opt/ml/{Output}",
    };

    public int ExitCode { get; private set; }

    public string Message => Read("output/message");

    public string Failure => Read("output/failure");

    public JsonElement Statistics => Json("statistics.json");

    public JsonElement Constraints => Json("constraints.json");

    public (string Feature, string Check)[] Violations => ViolationsBy("feature_name");

    /// <summary>What is violated and how, named by that member.</summary>
    public (string Subject, string Check)[] ViolationsBy(string member) =>
    [
        .. Json("constraint_violations.json").GetProperty("violations").EnumerateArray()
            .Select(violation => (violation.GetProperty(member).GetString()!, violation.GetProperty("constraint_check_type").GetString()!)),
    ];

    public MonitorRun With(string variable, string value)
    {
        environment[variable] = value;
        return this;
    }

    public MonitorRun WithData(string text, string file)
    {
        Write($"{Data}/{file}", text);
        return this;
    }

    public MonitorRun WithGroundTruth(string text, string file)
    {
        Write($"{GroundTruth}/{file}", text);
        return With("ground_truth_source", $"/opt/ml/{GroundTruth}");
    }

    /// <summary>Takes what another run suggested as the baseline.</summary>
    public MonitorRun WithBaseline(MonitorRun baseline)
    {
        foreach (var name in new[] { "statistics", "constraints" }) WithBaselineFile(name, baseline.Read($"{Output}/{name}.json"));
        return this;
    }

    public MonitorRun WithBaselineFile(string name, string content)
    {
        Write($"processing/baseline/{name}/{name}.json", content);
        return With($"baseline_{name}", $"/opt/ml/processing/baseline/{name}/{name}.json");
    }

    public MonitorRun Run(string format)
    {
        environment["dataset_format"] = format;
        ExitCode = MonitorJob.Run(folder.Path, environment, TextWriter.Null);
        return this;
    }

    public void Dispose() => folder.Dispose();

    private JsonElement Json(string file) => JsonDocument.Parse(Read($"{Output}/{file}")).RootElement;

    private string Read(string path) => File.Exists(folder.File(path)) ? File.ReadAllText(folder.File(path)) : "";

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
        File.WriteAllText(folder.File(path), text);
    }
}
