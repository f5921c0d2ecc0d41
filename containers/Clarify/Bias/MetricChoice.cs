using MlPlatform.Clarify.Config;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>The metrics of one stage that a configuration asks for.</summary>
/// <param name="Stage">Labels, or predictions.</param>
/// <param name="Metrics">Those that are arithmetic over the counts of two sides.</param>
/// <param name="Conditional">The one that holds a column fixed (CDDL, CDDPL); null where it is not asked for.</param>
internal sealed record MetricChoice(BiasStage Stage, IReadOnlyList<BiasMetric> Metrics, BiasMetric? Conditional)
{
    /// <summary>Whether the flip test (FT), which looks at features, is asked for.</summary>
    public bool HasFlipTest { get; init; }

    /// <param name="config">Names, or all; null asks for nothing.</param>
    /// <param name="stage">Which stage.</param>
    /// <exception cref="ClarifyException">A name is no metric of the stage.</exception>
    public static MetricChoice Of(MetricsConfig? config, BiasStage stage)
    {
        var (all, conditional) = stage == BiasStage.PreTraining
            ? (BiasMetrics.PreTraining, Named("CDDL", "Conditional Demographic Disparity in Labels (CDDL)", stage))
            : (BiasMetrics.PostTraining, Named("CDDPL", "Conditional Demographic Disparity in Predicted Labels (CDDPL)", stage));
        if (config is null) return new MetricChoice(stage, [], null);
        var flipTest = stage == BiasStage.PostTraining ? FlipTestOfGroup.Metric.Name : null;
        if (config.Methods is not { } names) return new MetricChoice(stage, all, conditional) { HasFlipTest = flipTest is not null };
        return new MetricChoice(
            stage, [.. names.Where(name => name != conditional.Name && name != flipTest).Select(name => Find(name, stage, all))],
            names.Contains(conditional.Name, StringComparer.Ordinal) ? conditional : null)
        {
            HasFlipTest = flipTest is not null && names.Contains(flipTest, StringComparer.Ordinal),
        };
    }

    private static BiasMetric Find(string name, BiasStage stage, IReadOnlyList<BiasMetric> all) =>
        BiasMetrics.Find(name) is { } metric && metric.Stage == stage
            ? metric
            : throw new ClarifyException($"There is no {(stage == BiasStage.PreTraining ? "pre" : "post")}-training metric '{name}'; there are {string.Join(", ", all.Select(known => known.Name))}.");

    /// <summary>A metric that is not arithmetic over two sides: it has a name and a reading only.</summary>
    private static BiasMetric Named(string name, string description, BiasStage stage) => new(
        name, description, stage, 0, BiasReading.AboveDisfavorsGroup, _ => MetricOutcome.Undefined($"{name} needs more than the counts of two sides"));
}
