using MlPlatform.Clarify.Config;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>The metrics that a configuration asks for.</summary>
internal static class MetricChoice
{
    private static readonly string[] Conditional = ["CDDL", "CDDPL"];

    public static IReadOnlyList<BiasMetric> Of(MetricsConfig? config, BiasStage stage)
    {
        if (config is null) return [];
        var all = stage == BiasStage.PreTraining ? BiasMetrics.PreTraining : BiasMetrics.PostTraining;
        if (config.Methods is null) return all;
        return [.. config.Methods.Where(name => !Conditional.Contains(name, StringComparer.Ordinal)).Select(name => Find(name, stage, all))];
    }

    private static BiasMetric Find(string name, BiasStage stage, IReadOnlyList<BiasMetric> all) =>
        BiasMetrics.Find(name) is { } metric && metric.Stage == stage
            ? metric
            : throw new ClarifyException($"There is no {(stage == BiasStage.PreTraining ? "pre" : "post")}-training metric '{name}'; there are {string.Join(", ", all.Select(known => known.Name))}.");
}
