namespace MlPlatform.Trust.Bias;

/// <summary>A label of many values: the metric with each value in turn as the favourable one.</summary>
/// <param name="Outcomes">By label code.</param>
/// <param name="Worst">The label at which the group is worst off, the first of equals; null where no label has a value.</param>
public sealed record LabelSweep(IReadOnlyList<MetricOutcome> Outcomes, int? Worst)
{
    /// <param name="table">The counts.</param>
    /// <param name="group">By facet code: whether the value belongs to the group in question.</param>
    /// <param name="metric">What to compute.</param>
    public static LabelSweep Of(OutcomeTable table, bool[] group, BiasMetric metric)
    {
        var outcomes = new MetricOutcome[table.LabelValues];
        int? worst = null;
        for (var label = 0; label < outcomes.Length; label++)
        {
            var favorable = new bool[outcomes.Length];
            favorable[label] = true;
            outcomes[label] = metric.Compute(table.Compare(group, favorable));
            if (outcomes[label].Value is not { } value) continue;
            if (worst is null || metric.Severity(value) > metric.Severity(outcomes[worst.Value].Value!.Value)) worst = label;
        }

        return new LabelSweep(outcomes, worst);
    }
}
