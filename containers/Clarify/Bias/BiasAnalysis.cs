using MlPlatform.Clarify.Data;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>Compares groups by the metrics asked for, each with a bootstrap interval.</summary>
/// <param name="label">The observed label.</param>
/// <param name="predicted">Predicted labels in the label's codes; null before training.</param>
/// <param name="strata">The column that conditional metrics hold fixed, or null.</param>
/// <param name="bootstrap">How intervals are found.</param>
internal sealed class BiasAnalysis(LabelColumn label, int[]? predicted, CodedColumn? strata, BootstrapOptions bootstrap)
{
    /// <summary>One group against the rest; the metrics are those of a stage.</summary>
    /// <exception cref="ClarifyException">No row has facet, label and prediction.</exception>
    public GroupBias Compare(FacetGroup group, MetricChoice choice, CancellationToken cancellationToken)
    {
        var table = Count([group.Column], cancellationToken);
        var counts = table.Compare(group.Members, label.Favorable, $"the group {group.Title}");
        if (counts.Rows == 0) throw new ClarifyException($"No row has both a value of '{group.Facet}' and of '{label.Name}'.");
        var results = Bootstrap.Of(table, group.Members, label.Favorable, choice.Metrics, bootstrap, cancellationToken)
            .Zip(choice.Metrics, (interval, metric) => new MetricResult(metric, interval.Value) { Interval = interval }).ToList();
        if (strata is not null && choice.Conditional is { } conditional) results.Insert(0, Conditional(group, conditional, cancellationToken));
        var bias = new GroupBias(group, counts, (int)table.LeftOut, [], []);
        return choice.Stage == BiasStage.PreTraining ? bias with { PreTraining = results } : bias with { PostTraining = results };
    }

    /// <summary>The rows counted by several facets at once.</summary>
    /// <exception cref="ClarifyException">They have too many values to count.</exception>
    public OutcomeTable Count(IReadOnlyList<CodedColumn> facets, CancellationToken cancellationToken)
    {
        try
        {
            return OutcomeTable.Count(new OutcomeColumns([.. facets.Select(Codes)], Codes(label.Column)) { Predicted = predicted }, bootstrap.Threads, cancellationToken);
        }
        catch (ArgumentException fault)
        {
            throw new ClarifyException($"The groups cannot be counted: {fault.Message}", fault);
        }
    }

    private MetricResult Conditional(FacetGroup group, BiasMetric metric, CancellationToken cancellationToken)
    {
        var table = Count([group.Column, strata!], cancellationToken);
        var interval = Bootstrap.Of(table, resample =>
        {
            var parts = ConditionalDisparity.Strata(resample, group.Members, label.Favorable);
            return [metric.Stage == BiasStage.PreTraining ? ConditionalDisparity.OfLabels(parts) : ConditionalDisparity.OfPredictions(parts)];
        }, bootstrap, cancellationToken)[0];
        return new MetricResult(metric, interval.Value) { Interval = interval };
    }

    private static CodeColumn Codes(CodedColumn column) => new(column.Name, column.Codes, column.Values.Count) { ValueNames = column.Values };
}
