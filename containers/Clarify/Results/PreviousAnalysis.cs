using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Bias;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>The analysis.json of an earlier job: the input 'previous_analysis', or the baseline of a monitor.</summary>
internal sealed class PreviousAnalysis
{
    public const string Input = "previous_analysis";

    private readonly JsonObject analysis;

    private PreviousAnalysis(JsonObject analysis) => this.analysis = analysis;

    /// <param name="folder">Where the input lies.</param>
    public static PreviousAnalysis Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, AnalysisJson.FileName, SearchOption.AllDirectories) : [];
        if (files.Length != 1) throw new ClarifyException($"The input '{Input}' must hold one {AnalysisJson.FileName}; it holds {files.Length}.");
        return ReadFile(files[0]);
    }

    /// <param name="path">The file itself.</param>
    public static PreviousAnalysis ReadFile(string path)
    {
        if (!File.Exists(path)) throw new ClarifyException($"The baseline file {Path.GetFileName(path)} is not there.");
        try
        {
            return new PreviousAnalysis(JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new JsonException("an object is expected"));
        }
        catch (JsonException fault)
        {
            throw new ClarifyException($"The earlier analysis {Path.GetFileName(path)} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The member of analysis.json that holds a stage.</summary>
    public static string Member(BiasStage stage) => stage == BiasStage.PreTraining ? "pre_training_bias_metrics" : "post_training_bias_metrics";

    /// <summary>The metrics of a group that the earlier analysis has too.</summary>
    public IEnumerable<MetricChange> Changes(GroupBias bias, BiasStage stage)
    {
        var group = Items(analysis[Member(stage)]?["facets"]?[bias.Group.Facet]).FirstOrDefault(item => FacetValue.IsSame(Text(item?["value_or_threshold"]), bias.Group.Value));
        foreach (var result in bias.Metrics(stage))
        {
            if (Items(group?["metrics"]).FirstOrDefault(item => Text(item?["name"]) == result.Metric.Name) is not { } before) continue;
            var now = result.Interval ?? new BootstrapInterval(result.Outcome, null, null, null, null, 0, "no interval was computed");
            yield return new MetricChange(stage, bias.Group, result.Metric, Number(before["value"]), now);
        }
    }

    /// <summary>The global attributions of the features to one label; null where it was not explained.</summary>
    public IReadOnlyDictionary<string, double>? Attributions(string label) => analysis["explanations"]?["kernel_shap"]?[label]?["global_shap_values"] is JsonObject values
        ? values.Select(feature => (feature.Key, Value: Number(feature.Value))).Where(feature => feature.Value is not null)
            .ToDictionary(feature => feature.Key, feature => feature.Value!.Value, StringComparer.Ordinal)
        : null;

    private static JsonArray Items(JsonNode? node) => node as JsonArray ?? [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
