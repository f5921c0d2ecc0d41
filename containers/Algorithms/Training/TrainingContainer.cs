using System.Text.Json;
using MlPlatform.Learning;

namespace MlPlatform.Algorithms.Training;

/// <summary>SageMaker's training contract seen from inside: where a job's settings, channels and results lie.</summary>
internal sealed class TrainingContainer(string baseFolder)
{
    private const int LongestFailure = 1024;

    public string ModelFolder => Path.Combine(baseFolder, "model");

    public string OutputDataFolder => Path.Combine(baseFolder, "output", "data");

    /// <summary>Where checkpoints are kept between attempts; null where the job has none.</summary>
    public string? CheckpointFolder
    {
        get
        {
            var folder = Path.Combine(baseFolder, "checkpoints");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    /// <summary>The algorithm's hyperparameters; those of the platform and its tuner are left out.</summary>
    public IReadOnlyDictionary<string, string> Hyperparameters()
    {
        var path = Config("hyperparameters.json");
        if (!File.Exists(path)) return new Dictionary<string, string>();
        using var document = Parse(path);
        return document.RootElement.EnumerateObject()
            .Where(member => !member.Name.StartsWith('_') && !member.Name.StartsWith("sagemaker_", StringComparison.Ordinal))
            .ToDictionary(member => member.Name, member => Plain(member.Value), StringComparer.Ordinal);
    }

    /// <summary>The content type that a channel declares, or null.</summary>
    public string? ContentType(string channel)
    {
        var path = Config("inputdataconfig.json");
        if (!File.Exists(path)) return null;
        using var document = Parse(path);
        return document.RootElement.TryGetProperty(channel, out var settings) && settings.TryGetProperty("ContentType", out var type)
            ? type.GetString()
            : null;
    }

    /// <summary>A channel's folder, or null where the job has no such channel.</summary>
    public string? Channel(string name)
    {
        var folder = Path.Combine(baseFolder, "input", "data", name);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>What DescribeTrainingJob shows as the reason of failure.</summary>
    public void WriteFailure(string message)
    {
        var folder = Path.Combine(baseFolder, "output");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "failure"), message.Length <= LongestFailure ? message : message[..LongestFailure]);
    }

    private string Config(string name) => Path.Combine(baseFolder, "input", "config", name);

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new LearningException($"{Path.GetFileName(path)} is not valid JSON: {error.Message}", error);
        }
    }

    /// <summary>SDKs send texts plain, or encoded as JSON once more: <c>"auto"</c> with its quotes.</summary>
    private static string Plain(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text is ['"', .., '"'] ? text[1..^1] : text;
    }
}
