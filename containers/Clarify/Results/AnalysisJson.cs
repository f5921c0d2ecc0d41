using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>Writes analysis.json in the shape of SageMaker Clarify: every part adds its own members.</summary>
internal static class AnalysisJson
{
    public const string FileName = "analysis.json";

    public static byte[] Write(ClarifyResult result, IEnumerable<IAnalysisPart> parts)
    {
        var analysis = new JsonObject { ["version"] = "1.0" };
        foreach (var part in parts) part.Describe(result, analysis);
        if (result.Changes.Count > 0) analysis["changes"] = new JsonArray([.. result.Changes.Select(change => change.Describe())]);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) analysis.WriteTo(json);
        return buffer.ToArray();
    }

    /// <summary>The member of this name, which is added where it is not there.</summary>
    public static JsonObject Child(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject child) return child;
        parent[name] = child = [];
        return child;
    }

    /// <summary>Adds how sure a value is; Clarify's readers pass over these members.</summary>
    public static void AddInterval(this JsonObject metric, BootstrapInterval interval)
    {
        if (interval is not { Lower: { } lower, Upper: { } upper }) return;
        metric["confidence_interval"] = new JsonObject { ["level"] = AnalysisContext.ConfidenceLevel, ["lower"] = lower, ["upper"] = upper };
        metric["standard_error"] = interval.StandardError;
    }
}
