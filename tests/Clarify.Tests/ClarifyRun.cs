using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Monitoring;
using MlPlatform.Learning.Models;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests;

/// <summary>The folder of one processing job as the platform lays it out, and what the container left in it.</summary>
internal sealed class ClarifyRun : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly JsonArray inputs = [];

    public string OutputFolder => Path.Combine(folder.Path, "processing", "results");

    /// <summary>Stops the job.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>How the job reaches the platform.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public int ExitCode { get; private set; }

    public string Failure => ReadOutput("failure");

    public string Message => ReadOutput("message");

    public JsonElement Analysis => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(OutputFolder, "analysis.json"))).RootElement;

    public string Report => File.ReadAllText(Path.Combine(OutputFolder, "report.html"));

    public string[] LocalValues => File.ReadAllLines(Path.Combine(OutputFolder, "explanations_shap", "out.csv"));

    public ClarifyRun WithData(string csv, string file = "data.csv")
    {
        File.WriteAllText(Path.Combine(Input("dataset", "processing/input/data"), file), csv);
        return this;
    }

    /// <summary>Puts a file where a monitor finds it and names it, or its folder, in the environment.</summary>
    public ClarifyRun WithFile(string path, string content, string variable, string named)
    {
        var here = Path.Combine(folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(here)!);
        File.WriteAllText(here, content);
        Environment[variable] = $"/opt/ml/{named}";
        return this;
    }

    public ClarifyRun WithModel(ITabularModel model)
    {
        using var archive = File.Create(Path.Combine(Input("model", "processing/input/model"), "model.tar.gz"));
        using var gzip = new GZipStream(archive, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        var bytes = new MemoryStream();
        model.Save(bytes);
        bytes.Position = 0;
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, ModelFile.FileName) { DataStream = bytes });
        return this;
    }

    /// <summary>The analysis.json of an earlier job.</summary>
    public ClarifyRun WithPrevious(string analysis)
    {
        File.WriteAllText(Path.Combine(Input("previous_analysis", "processing/input/previous"), "analysis.json"), analysis);
        return this;
    }

    public ClarifyRun Run(string config)
    {
        Prepare(config);
        ExitCode = ClarifyJob.Run(folder.Path, Environment, TextWriter.Null, Stop);
        return this;
    }

    /// <summary>Runs as a monitor does, on what was captured.</summary>
    public ClarifyRun Watch(string config)
    {
        Prepare(config);
        ExitCode = MonitoringJob.Run(folder.Path, Environment, TextWriter.Null, CancellationToken.None);
        return this;
    }

    /// <summary>A metric's entry in analysis.json.</summary>
    public JsonElement Metric(string stage, string facet, string name) =>
        Analysis.GetProperty(stage).GetProperty("facets").GetProperty(facet)[0].GetProperty("metrics").EnumerateArray()
            .Single(metric => metric.GetProperty("name").GetString() == name);

    public void Dispose() => folder.Dispose();

    private void Prepare(string config)
    {
        File.WriteAllText(Path.Combine(Input("analysis_config", "processing/input/config"), "analysis_config.json"), config);
        var job = new JsonObject
        {
            ["ProcessingInputs"] = inputs,
            ["ProcessingOutputConfig"] = new JsonObject
            {
                ["Outputs"] = new JsonArray(new JsonObject
                {
                    ["OutputName"] = "analysis_result",
                    ["S3Output"] = new JsonObject { ["LocalPath"] = "/opt/ml/processing/results" },
                }),
            },
        };
        Directory.CreateDirectory(Path.Combine(folder.Path, "config"));
        File.WriteAllText(Path.Combine(folder.Path, "config", "processingjobconfig.json"), job.ToJsonString());
    }

    private string Input(string name, string path)
    {
        var here = Path.Combine(folder.Path, path);
        if (Directory.Exists(here)) return here;
        Directory.CreateDirectory(here);
        inputs.Add(new JsonObject { ["InputName"] = name, ["S3Input"] = new JsonObject { ["LocalPath"] = $"/opt/ml/{path}" } });
        return here;
    }

    private string ReadOutput(string name)
    {
        var file = Path.Combine(folder.Path, "output", name);
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }
}
