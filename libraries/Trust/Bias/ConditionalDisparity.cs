namespace MlPlatform.Trust.Bias;

/// <summary>Demographic disparity averaged over strata, so that a difference explained by the stratum does not count.</summary>
public static class ConditionalDisparity
{
    /// <summary>CDDL = 1/n Σ_i n_i DD_i with DD = n_d(0) / n(0) − n_d(1) / n(1) in stratum i, over observed labels.</summary>
    public static MetricOutcome OfLabels(IEnumerable<FacetComparison> strata) =>
        Average(strata, side => side.ObservedPositives, side => side.ObservedNegatives, "label");

    /// <summary>CDDPL: the same over predicted labels.</summary>
    public static MetricOutcome OfPredictions(IEnumerable<FacetComparison> strata) =>
        Average(strata, side => side.PredictedPositives, side => side.PredictedNegatives, "prediction");

    /// <summary>The strata of a table: one comparison per value of the stratum column, which lies after the facet.</summary>
    /// <param name="table">A table of two columns, the facet and the column to hold fixed.</param>
    /// <param name="group">By facet code: whether the value belongs to the group in question.</param>
    /// <param name="favorable">By label code: whether the label is the favourable outcome.</param>
    public static IReadOnlyList<FacetComparison> Strata(OutcomeTable table, ReadOnlySpan<bool> group, ReadOnlySpan<bool> favorable)
    {
        if (table.Facets.Count != 2) throw new ArgumentException("Strata need a table of two columns, the facet and the column to hold fixed.", nameof(table));
        ArgumentOutOfRangeException.ThrowIfNotEqual(group.Length, table.Facets[0].Values, nameof(group));
        var (all, values) = (table.Groups(favorable).Groups, table.Facets[1].Values);
        var strata = new FacetComparison[values];
        for (var stratum = 0; stratum < values; stratum++)
        {
            List<GroupOutcomes> inside = [], outside = [];
            for (var facet = 0; facet < group.Length; facet++) (group[facet] ? inside : outside).Add(all[(facet * values) + stratum]);
            strata[stratum] = new FacetComparison(GroupOutcomes.Join("the rest", outside), GroupOutcomes.Join("the group", inside), table.HasPredictions);
        }

        return strata;
    }

    private static MetricOutcome Average(IEnumerable<FacetComparison> strata, Func<GroupOutcomes, double> accept, Func<GroupOutcomes, double> reject, string what)
    {
        double rows = 0, sum = 0, allAccepted = 0, allRejected = 0;
        foreach (var stratum in strata)
        {
            var (accepted, rejected) = (accept(stratum.Rest) + accept(stratum.Group), reject(stratum.Rest) + reject(stratum.Group));
            rows += stratum.Rows;
            allAccepted += accepted;
            allRejected += rejected;
            // A stratum where all fare alike has shares of one outcome only; the other share counts as zero, as Clarify has it.
            sum += stratum.Rows * ((rejected == 0 ? 0 : reject(stratum.Group) / rejected) - (accepted == 0 ? 0 : accept(stratum.Group) / accepted));
        }

        if (rows == 0) return MetricOutcome.Undefined("there are no rows");
        if (allAccepted == 0) return MetricOutcome.Undefined($"no row has the favourable {what}");
        if (allRejected == 0) return MetricOutcome.Undefined($"no row has an unfavourable {what}");
        return MetricOutcome.Of(sum / rows);
    }
}
