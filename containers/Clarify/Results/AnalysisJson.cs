using System.Text.Json;
using MlPlatform.Clarify.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>Writes analysis.json in the shape of SageMaker Clarify.</summary>
internal static class AnalysisJson
{
    public const string FileName = "analysis.json";

    public static byte[] Write(ClarifyResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            if (result.AsksPreTraining) WriteBias(json, "pre_training_bias_metrics", result, group => group.PreTraining);
            if (result.AsksPostTraining) WriteBias(json, "post_training_bias_metrics", result, group => group.PostTraining);
            WriteExplanations(json, result);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteBias(Utf8JsonWriter json, string name, ClarifyResult result, Func<GroupBias, IReadOnlyList<MetricResult>> metrics)
    {
        if (result.Label is not { } label || result.Groups.Count == 0) return;
        json.WriteStartObject(name);
        json.WriteString("label", label.Name);
        json.WriteString("label_value_or_threshold", string.Join(",", label.Column.Values.Where((_, code) => label.Favorable[code])));
        json.WriteStartObject("facets");
        foreach (var facet in result.Groups.GroupBy(group => group.Group.Facet, StringComparer.Ordinal))
        {
            json.WriteStartArray(facet.Key);
            foreach (var group in facet) WriteGroup(json, group, metrics(group));
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, GroupBias group, IReadOnlyList<MetricResult> metrics)
    {
        json.WriteStartObject();
        json.WriteString("value_or_threshold", group.Group.Value);
        json.WriteStartArray("metrics");
        foreach (var (metric, outcome) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("name", metric.Name);
            json.WriteString("description", metric.Description);
            if (outcome.Value is { } value) json.WriteNumber("value", value);
            else json.WriteNull("value");
            if (outcome.Reason is { } reason) json.WriteString("error", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteExplanations(Utf8JsonWriter json, ClarifyResult result)
    {
        if (result.Explanation is not { } explanation) return;
        json.WriteStartObject("explanations");
        // Clarify calls every SHAP result by this name, whichever way the values were found.
        json.WriteStartObject("kernel_shap");
        json.WriteStartObject("label0");
        json.WriteStartObject("global_shap_values");
        for (var feature = 0; feature < explanation.Global.Length; feature++)
        {
            json.WriteNumber(explanation.Values.Features[feature], explanation.Global[feature]);
        }

        json.WriteEndObject();
        json.WriteNumber("expected_value", explanation.Values.BaseValues[0]);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
