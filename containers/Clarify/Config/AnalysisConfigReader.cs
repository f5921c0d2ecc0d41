using System.Text.Json;

namespace MlPlatform.Clarify.Config;

/// <summary>Reads analysis_config.json.</summary>
internal static class AnalysisConfigReader
{
    public const string FileName = "analysis_config.json";

    public static AnalysisConfig Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new ClarifyException($"The input 'analysis_config' holds no {FileName}.");
        return Parse(File.ReadAllBytes(path));
    }

    public static AnalysisConfig Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var config = JsonSerializer.Deserialize(utf8, AnalysisConfigJson.Default.AnalysisConfig)
                ?? throw new ClarifyException($"{FileName} is null; an object is expected.");
            AnalysisConfigCheck.Run(config);
            return config;
        }
        catch (JsonException fault)
        {
            throw new ClarifyException(Explain(fault), fault);
        }
    }

    private static string Explain(JsonException fault)
    {
        var at = fault.Path is null or "$" ? "" : $" at {fault.Path}";
        return fault.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? $"{FileName} has a member{at} that SageMaker Clarify does not define."
            : $"{FileName} cannot be read{at}: {fault.Message.Split(" Path:")[0]}";
    }
}
