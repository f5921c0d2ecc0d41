namespace MlPlatform.Trust.Bias;

/// <summary>Differential fairness over (intersections of) groups: the ε by which the log-odds of an outcome may differ (Foulds et al. 2018).</summary>
/// <remarks>
/// With p_g = (n_g(1) + c/2) / (n_g + c): ε = max over groups g, h of |ln p_g − ln p_h| and |ln(1 − p_g) − ln(1 − p_h)|. c is the
/// concentration of the Dirichlet prior, 1 where AIF360 is not told otherwise.
/// </remarks>
public static class DifferentialFairness
{
    /// <summary>ε of the observed labels.</summary>
    public static GroupsOutcome OfLabels(GroupSet set, double concentration = 1) => Epsilon(set, group => group.ObservedPositives, concentration);

    /// <summary>ε of the predictions.</summary>
    public static GroupsOutcome OfPredictions(GroupSet set, double concentration = 1) => Epsilon(set, group => group.PredictedPositives, concentration);

    /// <summary>ε of the predictions less ε of the labels: above zero the model adds to the difference.</summary>
    public static GroupsOutcome Amplification(GroupSet set, double concentration = 1)
    {
        var predictions = OfPredictions(set, concentration);
        return predictions with { Outcome = predictions.Outcome.Minus(OfLabels(set, concentration).Outcome) };
    }

    private static GroupsOutcome Epsilon(GroupSet set, Func<GroupOutcomes, double> favorable, double concentration)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(concentration);
        var groups = set.Groups.Where(group => group.Rows > 0).ToArray();
        var shares = Array.ConvertAll(groups, group => (favorable(group) + (concentration / 2)) / (group.Rows + concentration));
        if (groups.Length < 2) return new GroupsOutcome(MetricOutcome.Undefined("fewer than two groups have rows"), null, null);
        int low = 0, high = 0;
        for (var i = 1; i < shares.Length; i++)
        {
            if (shares[i] < shares[low]) low = i;
            if (shares[i] > shares[high]) high = i;
        }

        // Both logarithms are monotone in the share, so the extremes make the widest pair of either.
        var epsilon = Math.Max(Math.Log(shares[high]) - Math.Log(shares[low]), Math.Log(1 - shares[low]) - Math.Log(1 - shares[high]));
        var outcome = double.IsFinite(epsilon)
            ? MetricOutcome.Of(epsilon)
            : MetricOutcome.Infinite(double.PositiveInfinity, "a group has one outcome only and the concentration is zero");
        return new GroupsOutcome(outcome, groups[low].Name, groups[high].Name);
    }
}
