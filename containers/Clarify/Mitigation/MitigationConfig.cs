using System.Text.Json.Serialization;
using MlPlatform.Clarify.Config;

namespace MlPlatform.Clarify.Mitigation;

/// <summary>methods.mitigation, a member of this platform: which fairer ways of deciding to try, and how to judge them.</summary>
internal sealed record MitigationConfig
{
    /// <summary>The built-in algorithm to train; absent, that of the model under analysis.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Its hyperparameters; a number or truth value may stand for its text.</summary>
    [JsonConverter(typeof(ScalarMapConverter))] public IReadOnlyDictionary<string, string>? Hyperparameters { get; init; }

    /// <summary>The facet, by name or index, of those that the configuration lists; absent, the first.</summary>
    [JsonConverter(typeof(ScalarConverter))] public string? Facet { get; init; }

    /// <summary>Metrics of predictions, the deciding one first; absent, DPPL.</summary>
    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>The methods to try, by name; absent, all.</summary>
    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>accuracy (the default), balanced_accuracy, f1 or auc.</summary>
    public string? Performance { get; init; }

    /// <summary>The share of rows held out in each split; 0.3 by default.</summary>
    public double? TestShare { get; init; }

    /// <summary>How often rows are split anew; 3 by default.</summary>
    public int? Splits { get; init; }

    /// <summary>How often held-out rows are resampled for the intervals; 200 by default.</summary>
    public int? Resamples { get; init; }

    /// <summary>How far from its ideal the deciding metric may be; absent, the knee of the front is recommended.</summary>
    public double? Limit { get; init; }

    public long? Seed { get; init; }
}
