using System.Text;
using System.Text.Json;
using MlPlatform.Testing;

namespace MlPlatform.Transforms.Tests;

/// <summary>A folder laid out as a processing job's /opt/ml, and the runs of transforms in it.</summary>
internal sealed class JobFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Log { get; private set; } = "";

    public string? Failure => File.Exists(Path("output/failure")) ? File.ReadAllText(Path("output/failure")) : null;

    public string Path(string relative) => System.IO.Path.Combine(folder.Path, relative);

    public void Input(string name, string file, string text) => Input(name, file, Encoding.UTF8.GetBytes(text));

    public void Input(string name, string file, byte[] bytes)
    {
        var path = Path($"processing/input/{name}/{file}");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public string Output(string relative) => File.ReadAllText(Path($"processing/output/{relative}"));

    public string[] Lines(string relative) => Output(relative).TrimEnd('\n').Split('\n');

    public JsonElement Json(string relative) => JsonDocument.Parse(Output(relative)).RootElement;

    /// <summary>Makes an output the input of the next run, as a pipeline does through S3.</summary>
    public void Pass(string output, string input) => CopyAll(Path($"processing/output/{output}"), Path($"processing/input/{input}"));

    public int Run(params string[] args)
    {
        var log = new StringWriter();
        var code = TransformJob.Run(folder.Path, args, log);
        Log = log.ToString();
        return code;
    }

    public void Dispose() => folder.Dispose();

    private static void CopyAll(string from, string to)
    {
        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
    }
}
