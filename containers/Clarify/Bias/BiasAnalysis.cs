using MlPlatform.Clarify.Data;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>A metric and what it says of one group.</summary>
internal sealed record MetricResult(BiasMetric Metric, MetricOutcome Outcome);

/// <summary>One group against the rest: the counts and every metric asked for.</summary>
/// <param name="Group">Which group.</param>
/// <param name="Counts">The counts of both sides.</param>
/// <param name="LeftOut">Rows without a facet value, a label or a prediction: they are in neither side.</param>
/// <param name="PreTraining">Metrics of the labels.</param>
/// <param name="PostTraining">Metrics of the predictions.</param>
internal sealed record GroupBias(
    FacetGroup Group, FacetComparison Counts, int LeftOut, IReadOnlyList<MetricResult> PreTraining, IReadOnlyList<MetricResult> PostTraining);

/// <summary>Compares groups by the metrics asked for.</summary>
/// <param name="label">The observed label.</param>
/// <param name="predicted">Predicted labels in the label's codes, or null.</param>
/// <param name="strata">The column that conditional metrics hold fixed, or null.</param>
internal sealed class BiasAnalysis(LabelColumn label, int[]? predicted, CodedColumn? strata)
{
    public GroupBias Compare(FacetGroup group, IReadOnlyList<BiasMetric> preTraining, IReadOnlyList<BiasMetric> postTraining)
    {
        var rows = Enumerable.Range(0, label.Column.Codes.Length).Where(row => IsComplete(group, row)).ToArray();
        if (rows.Length == 0) throw new ClarifyException($"No row has both a value of '{group.Facet}' and of '{label.Name}'.");
        var counts = Count(group, rows);
        return new GroupBias(
            group, counts, label.Column.Codes.Length - rows.Length, Compute(preTraining, counts), Compute(postTraining, counts))
            .With(Conditional(group, rows, preTraining.Count > 0, postTraining.Count > 0));
    }

    private bool IsComplete(FacetGroup group, int row) =>
        group.Column.Codes[row] != CodedColumn.Missing && label.Column.Codes[row] != CodedColumn.Missing
        && (predicted is null || predicted[row] != CodedColumn.Missing);

    private FacetComparison Count(FacetGroup group, int[] rows) => OutcomeTable
        .Count(
            Take(group.Column.Codes, rows), group.Members.Length,
            Take(label.Column.Codes, rows), label.Favorable.Length,
            predicted is null ? [] : Take(predicted, rows))
        .Compare(group.Members, label.Favorable, $"the group {group.Title}");

    private (MetricResult? Labels, MetricResult? Predictions) Conditional(FacetGroup group, int[] rows, bool labels, bool predictions)
    {
        if (strata is null) return (null, null);
        var comparisons = rows.GroupBy(row => strata.Codes[row]).OrderBy(stratum => stratum.Key).Select(stratum => Count(group, [.. stratum])).ToArray();
        return (
            labels ? Result("CDDL", "Conditional Demographic Disparity in Labels (CDDL)", BiasStage.PreTraining, ConditionalDisparity.OfLabels(comparisons)) : null,
            predictions && predicted is not null
                ? Result("CDDPL", "Conditional Demographic Disparity in Predicted Labels (CDDPL)", BiasStage.PostTraining, ConditionalDisparity.OfPredictions(comparisons))
                : null);
    }

    private static MetricResult Result(string name, string description, BiasStage stage, MetricOutcome outcome) =>
        new(new BiasMetric(name, description, stage, 0, BiasReading.AboveDisfavorsGroup, _ => outcome), outcome);

    private static MetricResult[] Compute(IReadOnlyList<BiasMetric> metrics, FacetComparison counts) =>
        [.. metrics.Select(metric => new MetricResult(metric, metric.Compute(counts)))];

    private static int[] Take(int[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}

/// <summary>Adds the conditional metrics, which are computed from strata rather than from the counts of all rows.</summary>
internal static class GroupBiasExtensions
{
    public static GroupBias With(this GroupBias bias, (MetricResult? Labels, MetricResult? Predictions) conditional) => bias with
    {
        PreTraining = conditional.Labels is null ? bias.PreTraining : [conditional.Labels, .. bias.PreTraining],
        PostTraining = conditional.Predictions is null ? bias.PostTraining : [conditional.Predictions, .. bias.PostTraining],
    };
}
