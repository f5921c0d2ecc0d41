namespace MlPlatform.Trust.Mitigation;

/// <summary>One threshold per group, nothing left to chance.</summary>
/// <param name="Thresholds">By group code: scores above it are favourable; infinite where nobody or everybody is.</param>
/// <param name="Gap">The largest difference between two groups of a constrained rate on the fitted rows.</param>
/// <param name="ObjectiveValue">What the objective is on the fitted rows.</param>
public sealed record GroupThresholds(IReadOnlyList<double> Thresholds, double Gap, double ObjectiveValue) : IDecisionRule
{
    public double Probability(int group, double score) => score > Thresholds[group] ? 1 : 0;
}

/// <summary>Finds thresholds per group whose constrained rates differ by no more than a tolerance and whose objective is the largest of all such thresholds.</summary>
/// <remarks>
/// Exact over every cut between two different scores. Constrained rates only rise as a threshold falls, so the cuts of a group whose
/// rates lie in a window are neighbours, and the best of neighbours comes from a table of range maxima. Two groups: for every cut of one
/// the best within reach of the other, O(n log n). More groups: windows of the tolerance's width slide over the rates that occur, which
/// is O(n log n) for one rate; for equalised odds times the cuts in a window.
/// </remarks>
public sealed record GroupThresholdSearch
{
    private const double Rounding = 1e-12;

    public required GroupConstraint Constraint { get; init; }

    /// <summary>A sum over groups: accuracy or balanced accuracy of all rows together.</summary>
    public RateMetric Objective { get; init; } = RateMetric.Accuracy;

    /// <summary>How far apart the rates of two groups may be.</summary>
    public double Tolerance { get; init; } = 0.05;

    public GroupThresholds Fit(GroupedLabels data, ReadOnlySpan<double> scores)
    {
        if (!(Tolerance is >= 0 and <= 1)) throw new ArgumentException("The tolerance is a difference of rates, from 0 to 1.");
        var groups = GroupScores.Of(data, scores);
        var all = groups.Aggregate(default(AnswerCounts), (sum, group) => sum + group.Everybody);
        var cuts = groups.Select((group, code) => new GroupCuts(group, Rates(code), (in AnswerCounts rates) => Share(rates, all))).ToArray();
        var best = new int[groups.Length];
        var value = double.NegativeInfinity;
        if (cuts.Length == 2) TryPairs(cuts, best, ref value);
        else foreach (var low in cuts.SelectMany(cut => cut.First).Distinct().Order()) TryWindow(cuts, low, best, ref value);
        var gap = Enumerable.Range(0, cuts[0].Second is null ? 1 : 2).Max(rate => Spread(cuts, best, rate));
        return new GroupThresholds([.. best.Select((cut, group) => groups[group].Threshold(cut))], gap, value);

        RateMetric[] Rates(int code)
        {
            var rates = Rising();
            return rates.Any(rate => double.IsNaN(rate.Of(groups[code].Everybody)))
                ? throw new TrustException($"Group {code} has no rows of a label that the constraint needs, so its rates are not defined.")
                : rates;
        }
    }

    /// <summary>The rates that rise with every cut; equal negative rates are equal positive ones.</summary>
    private RateMetric[] Rising() => Constraint switch
    {
        GroupConstraint.EqualizedOdds => [RateMetric.FalsePositiveRate, RateMetric.TruePositiveRate],
        GroupConstraint.TrueNegativeRateParity => [RateMetric.FalsePositiveRate],
        GroupConstraint.FalseNegativeRateParity => [RateMetric.TruePositiveRate],
        _ => [Constraint.Rate()],
    };

    /// <summary>A group's part of the objective of all rows.</summary>
    private double Share(in AnswerCounts rates, in AnswerCounts all) => Objective switch
    {
        RateMetric.Accuracy => (rates.TruePositives + (rates.Negatives - rates.FalsePositives)) / all.Total,
        RateMetric.BalancedAccuracy => (0.5 * rates.TruePositives / all.Positives) + (0.5 * (rates.Negatives - rates.FalsePositives) / all.Negatives),
        _ => throw new ArgumentException("Thresholds per group are fitted for accuracy or balanced accuracy."),
    };

    /// <summary>Of two groups: for every cut of one, the best cut of the other that is near enough in every rate.</summary>
    private void TryPairs(GroupCuts[] cuts, int[] best, ref double value)
    {
        var (one, other) = (cuts[0], cuts[1]);
        var reach = Tolerance + Rounding;
        for (var cut = 0; cut < one.First.Length; cut++)
        {
            var window = GroupCuts.Inside(other.First, one.First[cut] - reach, one.First[cut] + reach, (0, other.First.Length));
            if (one.Second is { } second) window = GroupCuts.Inside(other.Second!, second[cut] - reach, second[cut] + reach, window);
            if (window.Start >= window.End) continue;
            var partner = other.BestCut(window);
            var sum = one.Values[cut] + other.Values[partner];
            if (sum > value) (value, best[0], best[1]) = (sum, cut, partner);
        }
    }

    private void TryWindow(GroupCuts[] cuts, double low, int[] best, ref double value)
    {
        var windows = new (int Start, int End)[cuts.Length];
        for (var group = 0; group < cuts.Length; group++)
        {
            windows[group] = GroupCuts.Inside(cuts[group].First, low, low + Tolerance + Rounding, (0, cuts[group].First.Length));
            if (windows[group].Start == windows[group].End) return;
        }

        if (cuts[0].Second is null) Offer(cuts, windows, best, ref value);
        else TrySecondRate(cuts, windows, best, ref value);
    }

    private void TrySecondRate(GroupCuts[] cuts, (int Start, int End)[] windows, int[] best, ref double value)
    {
        var narrow = new (int Start, int End)[cuts.Length];
        var lows = cuts.SelectMany((cut, group) => cut.Second![windows[group].Start..windows[group].End]).Distinct();
        foreach (var low in lows)
        {
            for (var group = 0; group < cuts.Length; group++) narrow[group] = GroupCuts.Inside(cuts[group].Second!, low, low + Tolerance + Rounding, windows[group]);
            if (!Array.Exists(narrow, window => window.Start >= window.End)) Offer(cuts, narrow, best, ref value);
        }
    }

    private static void Offer(GroupCuts[] cuts, (int Start, int End)[] windows, int[] best, ref double value)
    {
        var sum = 0.0;
        for (var group = 0; group < cuts.Length; group++) sum += cuts[group].Values[cuts[group].BestCut(windows[group])];
        if (sum <= value) return;
        value = sum;
        for (var group = 0; group < cuts.Length; group++) best[group] = cuts[group].BestCut(windows[group]);
    }

    private static double Spread(GroupCuts[] cuts, int[] best, int rate)
    {
        var rates = cuts.Select((cut, group) => (rate == 0 ? cut.First : cut.Second!)[best[group]]).ToArray();
        return rates.Max() - rates.Min();
    }
}
