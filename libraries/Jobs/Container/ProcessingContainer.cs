using System.Text.Json;

namespace MlPlatform.Jobs.Container;

/// <summary>A processing job seen from inside: where its inputs and outputs lie, and how it says how it ended.</summary>
/// <remarks>
/// The request names folders under /opt/ml; where the platform cannot mount that folder, SAGEMAKER_BASE_DIR names the one that stands
/// for it, and every path of the request is read below it.
/// </remarks>
public sealed class ProcessingContainer
{
    private const string ContainerRoot = "/opt/ml";
    private const int LongestMessage = 1024;
    private readonly string baseFolder;

    private ProcessingContainer(string baseFolder, JsonElement job)
    {
        this.baseFolder = baseFolder;
        JobArn = job.TryGetProperty("ProcessingJobArn", out var arn) ? arn.GetString() : null;
        Inputs = Folders(job, "ProcessingInputs", "InputName", "S3Input");
        Outputs = job.TryGetProperty("ProcessingOutputConfig", out var output)
            ? Folders(output, "Outputs", "OutputName", "S3Output")
            : new Dictionary<string, string>();
    }

    /// <summary>The job's ARN; the same when it runs again after a crash. Null where the configuration does not say.</summary>
    public string? JobArn { get; }

    /// <summary>The folder of each input here, by the name that the request gave it.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; }

    /// <summary>The folder of each output here, by the name that the request gave it.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; }

    /// <summary>The folder that stands for /opt/ml.</summary>
    public static string BaseFolder => Environment.GetEnvironmentVariable("SAGEMAKER_BASE_DIR") is { Length: > 0 } folder ? folder : ContainerRoot;

    /// <summary>Reads config/processingjobconfig.json; a folder without it is a job without inputs and outputs.</summary>
    public static ProcessingContainer Open(string baseFolder)
    {
        var config = Path.Combine(baseFolder, "config", "processingjobconfig.json");
        using var job = JsonDocument.Parse(File.Exists(config) ? File.ReadAllBytes(config) : "{}"u8.ToArray());
        return new ProcessingContainer(baseFolder, job.RootElement);
    }

    /// <summary>The place here of a path that the request gives under /opt/ml; any other path is itself.</summary>
    public string HostPath(string path) =>
        path == ContainerRoot || path.StartsWith(ContainerRoot + "/", StringComparison.Ordinal)
            ? Path.Combine(baseFolder, path[ContainerRoot.Length..].TrimStart('/'))
            : path;

    /// <summary>What DescribeProcessingJob shows as ExitMessage.</summary>
    public void WriteMessage(string message) => Write("message", message);

    /// <summary>Says why the job failed: in the log first, which is all that is left on a full disk, then as FailureReason and ExitMessage of DescribeProcessingJob.</summary>
    public void ReportFailure(string message, TextWriter log)
    {
        log.WriteLine(message);
        try
        {
            Write("failure", message);
            Write("message", message);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            log.WriteLine($"The reason could not be kept in output/failure: {second.Message}");
        }
    }

    private void Write(string name, string message)
    {
        var folder = Path.Combine(baseFolder, "output");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), message.Length <= LongestMessage ? message : message[..LongestMessage]);
    }

    private Dictionary<string, string> Folders(JsonElement parent, string list, string name, string channel)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!parent.TryGetProperty(list, out var entries) || entries.ValueKind != JsonValueKind.Array) return folders;
        foreach (var entry in entries.EnumerateArray())
        {
            if (entry.TryGetProperty(channel, out var s3) && s3.TryGetProperty("LocalPath", out var path))
            {
                folders[entry.GetProperty(name).GetString()!] = HostPath(path.GetString()!);
            }
        }

        return folders;
    }
}
