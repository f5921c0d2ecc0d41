using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Clarify.Config;

/// <summary>analysis_config.json as SageMaker Clarify defines it; a member it does not define is refused.</summary>
/// <remarks>Members that Clarify defines and this container does not offer are read too, so that <see cref="AnalysisConfigCheck"/> can refuse them by name.</remarks>
internal sealed record AnalysisConfig
{
    public string? Version { get; init; }

    /// <summary>text/csv where absent.</summary>
    public string? DatasetType { get; init; }

    /// <summary>Where the data set lies; the job's input 'dataset' brings it, so this is read and not used.</summary>
    public string? DatasetUri { get; init; }

    /// <summary>The names of the columns; of JSON data: of the features, then the label, then the predicted label.</summary>
    public IReadOnlyList<string>? Headers { get; init; }

    /// <summary>The label's column by name or index, or its JMESPath.</summary>
    [JsonConverter(typeof(ScalarConverter))] public string? Label { get; init; }

    /// <summary>The favourable values, or the threshold above which the outcome is favourable.</summary>
    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? LabelValuesOrThreshold { get; init; }

    public IReadOnlyList<FacetConfig>? Facet { get; init; }

    /// <summary>The column that conditional metrics (CDDL, CDDPL) hold fixed.</summary>
    [JsonConverter(typeof(ScalarConverter))] public string? GroupVariable { get; init; }

    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? ExcludedColumns { get; init; }

    /// <summary>The JMESPath of the features in JSON data.</summary>
    public string? Features { get; init; }

    /// <summary>The column that identifies a row.</summary>
    [JsonConverter(typeof(ScalarConverter))] public string? JoinsourceNameOrIndex { get; init; }

    public double? ProbabilityThreshold { get; init; }

    /// <summary>The predictions' column by name or index, or their JMESPath.</summary>
    [JsonConverter(typeof(ScalarConverter))] public string? PredictedLabel { get; init; }

    public string? PredictedLabelDatasetUri { get; init; }

    public IReadOnlyList<string>? PredictedLabelHeaders { get; init; }

    public string? FacetDatasetUri { get; init; }

    public IReadOnlyList<string>? FacetHeaders { get; init; }

    public MethodsConfig? Methods { get; init; }

    public PredictorConfig? Predictor { get; init; }

    public JsonElement? SegmentConfig { get; init; }

    public JsonElement? TimeSeriesDataConfig { get; init; }
}

/// <summary>A column whose groups are compared.</summary>
internal sealed record FacetConfig
{
    [JsonConverter(typeof(ScalarConverter))] public string? NameOrIndex { get; init; }

    /// <summary>The values of the group, or the threshold above which a row belongs to it; absent: every value in turn.</summary>
    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? ValueOrThreshold { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AnalysisConfig))]
internal sealed partial class AnalysisConfigJson : JsonSerializerContext;
