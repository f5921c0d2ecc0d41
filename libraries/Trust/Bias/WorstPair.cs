namespace MlPlatform.Trust.Bias;

/// <summary>The two groups between which a metric is worst.</summary>
/// <param name="Outcome">The metric of that pair, or why no pair has a value.</param>
/// <param name="Group">The group in question (facet d), as its place among the groups.</param>
/// <param name="With">The group it is compared with (facet a).</param>
/// <param name="Undefined">How many ordered pairs have no value.</param>
public sealed record WorstPair(MetricOutcome Outcome, int? Group, int? With, int Undefined)
{
    /// <summary>Tries every ordered pair of groups that have rows; of equally bad ones the first counts.</summary>
    public static WorstPair Of(BiasMetric metric, GroupSet set)
    {
        WorstPair? worst = null;
        var (undefined, severity, reason) = (0, 0.0, MetricOutcome.Undefined("fewer than two groups have rows"));
        for (var group = 0; group < set.Groups.Count; group++)
        {
            for (var with = 0; with < set.Groups.Count; with++)
            {
                if (group == with || set.Groups[group].Rows == 0 || set.Groups[with].Rows == 0) continue;
                var outcome = metric.Compute(set.Compare(group, with));
                if (outcome.Value is not { } value)
                {
                    (undefined, reason) = (undefined + 1, undefined == 0 ? outcome : reason);
                    continue;
                }

                if (worst is not null && metric.Severity(value) <= severity) continue;
                (worst, severity) = (new WorstPair(outcome, group, with, 0), metric.Severity(value));
            }
        }

        return worst is null ? new WorstPair(reason, null, null, undefined) : worst with { Undefined = undefined };
    }
}
