using MlPlatform.Clarify.Data;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>Compares groups by the metrics asked for.</summary>
/// <param name="label">The observed label.</param>
/// <param name="predicted">Predicted labels in the label's codes, or null.</param>
/// <param name="strata">The column that conditional metrics hold fixed, or null.</param>
internal sealed class BiasAnalysis(LabelColumn label, int[]? predicted, CodedColumn? strata)
{
    public GroupBias Compare(FacetGroup group, BiasStage stage, IReadOnlyList<BiasMetric> metrics)
    {
        var rows = Enumerable.Range(0, label.Column.Codes.Length).Where(row => IsComplete(group, row)).ToArray();
        if (rows.Length == 0) throw new ClarifyException($"No row has both a value of '{group.Facet}' and of '{label.Name}'.");
        var counts = Count(group, rows);
        var results = metrics.Select(metric => new MetricResult(metric, metric.Compute(counts)));
        if (strata is not null) results = results.Prepend(Conditional(group, rows, stage));
        var bias = new GroupBias(group, counts, label.Column.Codes.Length - rows.Length, [], []);
        return stage == BiasStage.PreTraining ? bias with { PreTraining = [.. results] } : bias with { PostTraining = [.. results] };
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

    private MetricResult Conditional(FacetGroup group, int[] rows, BiasStage stage)
    {
        var comparisons = rows.GroupBy(row => strata!.Codes[row]).OrderBy(stratum => stratum.Key).Select(stratum => Count(group, [.. stratum])).ToArray();
        return stage == BiasStage.PreTraining
            ? Result("CDDL", "Conditional Demographic Disparity in Labels (CDDL)", stage, ConditionalDisparity.OfLabels(comparisons))
            : Result("CDDPL", "Conditional Demographic Disparity in Predicted Labels (CDDPL)", stage, ConditionalDisparity.OfPredictions(comparisons));
    }

    private static MetricResult Result(string name, string description, BiasStage stage, MetricOutcome outcome) =>
        new(new BiasMetric(name, description, stage, 0, BiasReading.AboveDisfavorsGroup, _ => outcome), outcome);

    private static int[] Take(int[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
