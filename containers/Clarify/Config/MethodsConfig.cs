using System.Text.Json;
using System.Text.Json.Serialization;
using MlPlatform.Clarify.Mitigation;

namespace MlPlatform.Clarify.Config;

/// <summary>Which analyses are asked for: Clarify's own, then those of this platform.</summary>
internal sealed record MethodsConfig
{
    public MetricsConfig? PreTrainingBias { get; init; }

    public MetricsConfig? PostTrainingBias { get; init; }

    public ShapConfig? Shap { get; init; }

    public PdpConfig? Pdp { get; init; }

    public ReportConfig? Report { get; init; }

    public MitigationConfig? Mitigation { get; init; }

    public CounterfactualsConfig? Counterfactuals { get; init; }

    public RobustnessConfig? Robustness { get; init; }

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
    /// <summary>Rows in the order of the features, or the address of a file of such rows; absent, the data set is clustered.</summary>
    public JsonElement? Baseline { get; init; }

    [JsonIgnore] public bool HasBaseline => Baseline is { ValueKind: not JsonValueKind.Null };

    /// <summary>How many rows a baseline made by clustering has.</summary>
    public int? NumClusters { get; init; }

    /// <summary>How many coalitions are drawn per row where contributions are sampled.</summary>
    public int? NumSamples { get; init; }

    /// <summary>mean_abs (the default), mean_sq or median.</summary>
    public string? AggMethod { get; init; }

    /// <summary>Whether contributions are to the log-odds; to the probability by default.</summary>
    public bool? UseLogit { get; init; }

    public bool? SaveLocalShapValues { get; init; }

    public long? Seed { get; init; }

    /// <summary>The features whose contributions are reported, by name or index; they are found among all features all the same.</summary>
    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? FeaturesToExplain { get; init; }

    public JsonElement? TextConfig { get; init; }

    public JsonElement? ImageConfig { get; init; }
}

/// <summary>Of which features the partial dependence is drawn.</summary>
internal sealed record PdpConfig
{
    /// <summary>Names or indices; absent, the features that SHAP finds the most important.</summary>
    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Into how many buckets the range of a number is cut.</summary>
    public int? GridResolution { get; init; }

    /// <summary>How many features where none are named.</summary>
    public int? TopKFeatures { get; init; }
}

/// <summary>What the report is called.</summary>
internal sealed record ReportConfig
{
    public string? Name { get; init; }

    public string? Title { get; init; }
}
