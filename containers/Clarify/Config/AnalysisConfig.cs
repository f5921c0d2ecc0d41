using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Clarify.Config;

/// <summary>analysis_config.json as SageMaker Clarify defines it; a member it does not define is refused.</summary>
internal sealed record AnalysisConfig
{
    public string? Version { get; init; }

    public string? DatasetType { get; init; }

    public string? DatasetUri { get; init; }

    public IReadOnlyList<string>? Headers { get; init; }

    [JsonConverter(typeof(ScalarConverter))] public string? Label { get; init; }

    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? LabelValuesOrThreshold { get; init; }

    public IReadOnlyList<FacetConfig>? Facet { get; init; }

    [JsonConverter(typeof(ScalarConverter))] public string? GroupVariable { get; init; }

    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? ExcludedColumns { get; init; }

    public string? Features { get; init; }

    [JsonConverter(typeof(ScalarConverter))] public string? JoinsourceNameOrIndex { get; init; }

    public double? ProbabilityThreshold { get; init; }

    [JsonConverter(typeof(ScalarConverter))] public string? PredictedLabel { get; init; }

    public string? PredictedLabelDatasetUri { get; init; }

    public IReadOnlyList<string>? PredictedLabelHeaders { get; init; }

    public string? FacetDatasetUri { get; init; }

    public IReadOnlyList<string>? FacetHeaders { get; init; }

    public MethodsConfig? Methods { get; init; }

    public JsonElement? Predictor { get; init; }
}

/// <summary>A column whose groups are compared.</summary>
internal sealed record FacetConfig
{
    [JsonConverter(typeof(ScalarConverter))] public string? NameOrIndex { get; init; }

    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? ValueOrThreshold { get; init; }
}

/// <summary>Which analyses are asked for.</summary>
internal sealed record MethodsConfig
{
    public MetricsConfig? PreTrainingBias { get; init; }

    public MetricsConfig? PostTrainingBias { get; init; }

    public ShapConfig? Shap { get; init; }

    public ReportConfig? Report { get; init; }

    public JsonElement? Pdp { get; init; }

    public JsonElement? AsymmetricShapleyValue { get; init; }
}

/// <summary>The metrics of one stage: names, or all of them.</summary>
internal sealed record MetricsConfig
{
    /// <summary>Null stands for "all".</summary>
    [JsonConverter(typeof(MethodNamesConverter))] public IReadOnlyList<string>? Methods { get; init; }
}

/// <summary>How contributions of features are computed.</summary>
internal sealed record ShapConfig
{
    /// <summary>Rows in the order of the features, or the address of such rows; absent, the data set itself is the background.</summary>
    public JsonElement? Baseline { get; init; }

    public int? NumClusters { get; init; }

    public int? NumSamples { get; init; }

    public string? AggMethod { get; init; }

    public bool? UseLogit { get; init; }

    public bool? SaveLocalShapValues { get; init; }

    public long? Seed { get; init; }

    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? FeaturesToExplain { get; init; }

    public JsonElement? TextConfig { get; init; }

    public JsonElement? ImageConfig { get; init; }
}

/// <summary>What the report is called.</summary>
internal sealed record ReportConfig
{
    public string? Name { get; init; }

    public string? Title { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AnalysisConfig))]
internal sealed partial class AnalysisConfigJson : JsonSerializerContext;
