namespace MlPlatform.Trust.Mitigation;

/// <summary>Randomised thresholds per group that make an objective as large as it can be while a rate is equal in all groups (Hardt, Price and Srebro 2016).</summary>
/// <remarks>
/// The objective over the equal rate is the sum (equalised odds: the minimum) of the groups' concave hulls, so its largest value is at a
/// corner: exact without a grid. With <see cref="GridSize"/> the rate is one of so many equal steps, as Fairlearn's ThresholdOptimizer does.
/// </remarks>
public sealed record ThresholdOptimizer
{
    public required GroupConstraint Constraint { get; init; }

    /// <summary>Accuracy and balanced accuracy for every constraint; other rates for those of one rate.</summary>
    public RateMetric Objective { get; init; } = RateMetric.Accuracy;

    /// <summary>How many steps the interval from 0 to 1 is cut into; null finds the exact optimum. Fairlearn's default is 1000.</summary>
    public int? GridSize { get; init; }

    /// <summary>Whether a cut may also favour the scores below it.</summary>
    public bool Flip { get; init; }

    /// <param name="data">The rows to fit on; every group needs both labels.</param>
    /// <param name="scores">The model's score of each row; higher means more favourable.</param>
    public RandomizedThresholds Fit(GroupedLabels data, ReadOnlySpan<double> scores)
    {
        if (GridSize is < 1) throw new ArgumentException("The grid needs at least one step.");
        var groups = GroupScores.Of(data, scores);
        RequireBothLabels(groups);
        return Constraint == GroupConstraint.EqualizedOdds ? EqualOdds(groups) : EqualRate(groups);
    }

    private RandomizedThresholds EqualRate(GroupScores[] groups)
    {
        var rate = Constraint.Rate();
        var curves = Array.ConvertAll(groups, group => TradeOffCurve.Of(group, rate, Objective, Flip));
        var total = groups.Sum(group => group.Everybody.Total);
        var (best, value) = Largest(Candidates(curves), x => curves.Select((curve, group) => groups[group].Everybody.Total / total * curve.At(x).Y).Sum());
        return new RandomizedThresholds([.. curves.Select(curve => Mixture(curve.At(best)))], best, value);
    }

    private RandomizedThresholds EqualOdds(GroupScores[] groups)
    {
        if (Objective is not (RateMetric.Accuracy or RateMetric.BalancedAccuracy)) throw new ArgumentException("Equalised odds are fitted for accuracy or balanced accuracy.");
        var curves = Array.ConvertAll(groups, group => TradeOffCurve.Of(group, RateMetric.FalsePositiveRate, RateMetric.TruePositiveRate, Flip));
        var all = groups.Aggregate(default(AnswerCounts), (sum, group) => sum + group.Everybody);
        var candidates = GridSize is null ? EqualOddsPoints.With(curves, Candidates(curves)) : Candidates(curves);
        var (best, value) = Largest(candidates, x => Math.Round(
            Objective.Of(all with { TruePositives = all.Positives * Lowest(curves, x), FalsePositives = all.Negatives * x }), 15));
        var lowest = Lowest(curves, best);
        return new RandomizedThresholds([.. curves.Select(curve => Lowered(curve.At(best), best, lowest))], best, value);
    }

    /// <summary>The mix on the hull, lowered to this true positive rate by answering a share of the rows with the chance x, on the diagonal.</summary>
    private static GroupMixture Lowered(Interpolation point, double x, double y) =>
        Mixture(point) with { Ignored = point.Y == x ? 0 : (point.Y - y) / (point.Y - x), Constant = x };

    private static GroupMixture Mixture(Interpolation point) => new(point.First, point.FirstShare, point.Second);

    private static double Lowest(TradeOffCurve[] curves, double x) => curves.Min(curve => curve.At(x).Y);

    private IReadOnlyList<double> Candidates(TradeOffCurve[] curves) => GridSize is { } steps
        ? [.. Enumerable.Range(0, steps + 1).Select(step => (double)step / steps)]
        : [.. curves.SelectMany(curve => curve.Corners).Distinct().Order()];

    private static (double X, double Value) Largest(IReadOnlyList<double> candidates, Func<double, double> objective)
    {
        var (best, value) = (candidates[0], double.NegativeInfinity);
        foreach (var x in candidates)
        {
            var found = objective(x);
            if (found > value) (best, value) = (x, found);
        }

        return (best, value);
    }

    private static void RequireBothLabels(GroupScores[] groups)
    {
        var poor = Array.FindIndex(groups, group => !(group.Everybody.Positives > 0 && group.Everybody.Negatives > 0));
        if (poor >= 0) throw new TrustException($"Group {poor} lacks one of the two labels, so its rates are not defined.");
    }
}
