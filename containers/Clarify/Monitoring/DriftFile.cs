using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify.Monitoring;

/// <summary>constraint_violations.json as Clarify's monitors write it.</summary>
internal sealed record DriftFile<T>(IReadOnlyList<T> Violations)
{
    public string Version => "1.0";

    /// <returns>How many violations there are.</returns>
    public int Write(ResultFolder output, JsonTypeInfo<DriftFile<T>> json)
    {
        output.Write("constraint_violations.json", stream => JsonSerializer.Serialize(stream, this, json));
        return Violations.Count;
    }
}

/// <summary>A bias metric that left what the baseline allows.</summary>
internal sealed record BiasViolation(string Facet, string FacetValue, string MetricName, string Description)
{
    public string ConstraintCheckType => "bias_drift_check";
}

/// <summary>A label that is now decided by other features.</summary>
internal sealed record AttributionViolation(string Label, string Description)
{
    public string MetricName => "shap";

    public string ConstraintCheckType => "feature_attribution_drift_check";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DriftFile<BiasViolation>))]
[JsonSerializable(typeof(DriftFile<AttributionViolation>))]
internal sealed partial class DriftJson : JsonSerializerContext;
