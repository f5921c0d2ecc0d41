namespace MlPlatform.Trust.Bias;

/// <summary>Demographic disparity averaged over strata, so that a difference explained by the stratum does not count.</summary>
public static class ConditionalDisparity
{
    /// <summary>CDDL = 1/n Σ_i n_i DD_i with DD = n_d(0) / n(0) − n_d(1) / n(1) in stratum i, over observed labels.</summary>
    public static MetricOutcome OfLabels(IEnumerable<FacetComparison> strata) =>
        Average(strata, side => side.ObservedPositives);

    /// <summary>CDDPL: the same over predicted labels.</summary>
    public static MetricOutcome OfPredictions(IEnumerable<FacetComparison> strata) =>
        Average(strata, side => side.PredictedPositives);

    private static MetricOutcome Average(IEnumerable<FacetComparison> strata, Func<GroupOutcomes, double> favorable)
    {
        double rows = 0, sum = 0;
        foreach (var stratum in strata)
        {
            var accepted = favorable(stratum.Rest) + favorable(stratum.Group);
            var rejected = stratum.Rows - accepted;
            rows += stratum.Rows;
            // A stratum where all fare alike has shares of one outcome only; the other share counts as zero, as Clarify has it.
            var ofRejected = rejected == 0 ? 0 : (stratum.Group.Rows - favorable(stratum.Group)) / rejected;
            var ofAccepted = accepted == 0 ? 0 : favorable(stratum.Group) / accepted;
            sum += stratum.Rows * (ofRejected - ofAccepted);
        }

        return MetricOutcome.Ratio(sum, rows, "there are no rows");
    }
}
