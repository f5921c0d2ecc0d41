using System.Text.Json.Nodes;
using MlPlatform.Clarify.Bias;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>A metric of one group in the report before, beside its value now.</summary>
/// <param name="Stage">Of the labels or of the predictions.</param>
/// <param name="Group">The group.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Before">Its value in the report before; null where it had none.</param>
/// <param name="Now">Its value now, and how sure it is.</param>
internal sealed record MetricChange(BiasStage Stage, FacetGroup Group, BiasMetric Metric, double? Before, BootstrapInterval Now)
{
    /// <summary>Now less before; null where either has no value.</summary>
    public double? Difference => Now.Value.Value - Before;

    /// <summary>Whether the value before lies outside the interval of the value now; null where there is no interval.</summary>
    public bool? ExceedsChance => Before is { } before && Now is { Lower: { } lower, Upper: { } upper } ? before < lower || before > upper : null;

    /// <summary>Whether it moved away from the ideal.</summary>
    public bool IsWorse => Before is { } before && Now.Value.Value is { } now && Math.Abs(now - Metric.Ideal) > Math.Abs(before - Metric.Ideal);

    public JsonObject Describe() => new()
    {
        ["stage"] = PreviousAnalysis.Member(Stage), ["facet"] = Group.Facet, ["value_or_threshold"] = Group.Value, ["name"] = Metric.Name,
        ["before"] = Before, ["now"] = Now.Value.Value, ["change"] = Difference, ["exceeds_interval"] = ExceedsChance,
    };
}
