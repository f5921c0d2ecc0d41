using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>A metric and what it says of one group.</summary>
internal sealed record MetricResult(BiasMetric Metric, MetricOutcome Outcome)
{
    /// <summary>How sure the value is; null where no interval was asked for or can be told.</summary>
    public BootstrapInterval? Interval { get; init; }
}

/// <summary>One group against the rest: the counts and every metric asked for.</summary>
/// <param name="Group">Which group.</param>
/// <param name="Counts">The counts of both sides.</param>
/// <param name="LeftOut">Rows without a facet value, a label or a prediction: they are in neither side.</param>
/// <param name="PreTraining">Metrics of the labels.</param>
/// <param name="PostTraining">Metrics of the predictions.</param>
internal sealed record GroupBias(
    FacetGroup Group, FacetComparison Counts, int LeftOut, IReadOnlyList<MetricResult> PreTraining, IReadOnlyList<MetricResult> PostTraining)
{
    public IReadOnlyList<MetricResult> Metrics(BiasStage stage) => stage == BiasStage.PreTraining ? PreTraining : PostTraining;
}
