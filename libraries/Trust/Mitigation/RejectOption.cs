namespace MlPlatform.Trust.Mitigation;

/// <summary>Which difference between the two groups is held within bounds: the group in question less the rest.</summary>
public enum RejectOptionMetric
{
    /// <summary>Of selection rates.</summary>
    StatisticalParityDifference = 1,

    /// <summary>½ (difference of FPR + difference of TPR).</summary>
    AverageOddsDifference = 2,

    /// <summary>Of true positive rates.</summary>
    EqualOpportunityDifference = 3,
}

/// <summary>Near the cut, where the model is least sure, the group in question gets the favourable answer and the rest does not (Kamiran, Karim and Zhang 2012).</summary>
/// <param name="Threshold">The cut: scores above it are favourable.</param>
/// <param name="Margin">Scores within it of the cut are decided by the group, so the group is cut at Threshold − Margin, the rest at Threshold + Margin.</param>
/// <param name="Value">The metric on the fitted rows.</param>
/// <param name="BalancedAccuracy">Of the fitted rows.</param>
/// <param name="IsWithinBounds">False where no cut and margin of the grid keeps the bounds; then the nearest was taken.</param>
public sealed record RejectOption(double Threshold, double Margin, double Value, double BalancedAccuracy, bool IsWithinBounds) : IDecisionRule
{
    /// <summary>A row of group 0 (the rest) or 1 (the group in question).</summary>
    public double Probability(int group, double score) => score > (group == 1 ? Threshold - Margin : Threshold + Margin) ? 1 : 0;
}

/// <summary>Tries every cut and margin of a grid and takes the first with the best balanced accuracy within the bounds, as AIF360 does.</summary>
/// <remarks>Where nothing keeps the bounds AIF360 takes the smallest value, however negative; here it is the one nearest to the bounds, the more accurate of equals.</remarks>
public sealed record RejectOptionSearch
{
    public RejectOptionMetric Metric { get; init; } = RejectOptionMetric.StatisticalParityDifference;

    public double LowerBound { get; init; } = -0.05;

    public double UpperBound { get; init; } = 0.05;

    public double LowestThreshold { get; init; } = 0.01;

    public double HighestThreshold { get; init; } = 0.99;

    public int Thresholds { get; init; } = 100;

    public int Margins { get; init; } = 50;

    /// <param name="data">Rows of two groups.</param>
    /// <param name="scores">Scores from 0 to 1.</param>
    public RejectOption Fit(GroupedLabels data, ReadOnlySpan<double> scores)
    {
        data.RequireTwoGroups("Reject option classification");
        if (!(LowestThreshold >= 0 && LowestThreshold < HighestThreshold && HighestThreshold <= 1 && Thresholds >= 1 && Margins >= 1 && LowerBound <= UpperBound))
        {
            throw new ArgumentException("The grid needs thresholds within 0 and 1, at least one of each, and bounds in order.");
        }

        var groups = GroupScores.Of(data, scores);
        RejectOption? best = null;
        for (var i = 0; i < Thresholds; i++)
        {
            var threshold = Step(LowestThreshold, HighestThreshold, i, Thresholds);
            for (var j = 0; j < Margins; j++)
            {
                var margin = Step(0, threshold <= 0.5 ? threshold : 1 - threshold, j, Margins);
                if (Evaluate(groups, threshold, margin) is { } found && (best is null || IsBetter(found, best))) best = found;
            }
        }

        return best ?? throw new TrustException("No cut has a defined metric: a group has no rows, or lacks a label.");
    }

    private RejectOption? Evaluate(GroupScores[] groups, double threshold, double margin)
    {
        var rest = groups[0].Rates(groups[0].CutAbove(threshold + margin));
        var group = groups[1].Rates(groups[1].CutAbove(threshold - margin));
        var value = Metric switch
        {
            RejectOptionMetric.StatisticalParityDifference => Difference(RateMetric.SelectionRate),
            RejectOptionMetric.AverageOddsDifference => 0.5 * (Difference(RateMetric.FalsePositiveRate) + Difference(RateMetric.TruePositiveRate)),
            _ => Difference(RateMetric.TruePositiveRate),
        };
        var all = rest + group;
        var accuracy = 0.5 * (RateMetric.TruePositiveRate.Of(all) + RateMetric.TrueNegativeRate.Of(all));
        return double.IsNaN(value) || double.IsNaN(accuracy) ? null : new RejectOption(threshold, margin, value, accuracy, value >= LowerBound && value <= UpperBound);

        double Difference(RateMetric rate) => rate.Of(group) - rate.Of(rest);
    }

    private bool IsBetter(RejectOption found, RejectOption best)
    {
        if (found.IsWithinBounds != best.IsWithinBounds) return found.IsWithinBounds;
        var (near, nearest) = (Outside(found.Value), Outside(best.Value));
        return near < nearest || (near == nearest && found.BalancedAccuracy > best.BalancedAccuracy);
    }

    private double Outside(double value) => Math.Max(0, Math.Max(LowerBound - value, value - UpperBound));

    private static double Step(double from, double to, int index, int count) =>
        count == 1 ? from : index == count - 1 ? to : from + (index * ((to - from) / (count - 1)));
}
