namespace MlPlatform.Trust.Mitigation;

/// <summary>Which generalised error both sides shall have.</summary>
public enum CalibratedCost
{
    /// <summary>Σ s over unfavourable rows / N.</summary>
    FalsePositiveRate = 1,

    /// <summary>Σ (1 − s) over favourable rows / P.</summary>
    FalseNegativeRate = 2,

    /// <summary>½ (generalised FPR · (1 − base rate) + generalised FNR · base rate).</summary>
    Weighted = 3,
}

/// <summary>Equalises one generalised error of two groups and keeps the scores calibrated (Pleiss et al. 2017).</summary>
/// <remarks>
/// A share of the rows of the group with the lower cost gets its base rate for a score: that share is
/// (cost of the other − own cost) / (cost of answering with the base rate − own cost), as in AIF360.
/// </remarks>
/// <param name="MixRates">By group: the chance that a row's score is replaced.</param>
/// <param name="BaseRates">By group: the share of favourable labels.</param>
/// <param name="Threshold">A score at or above it is favourable.</param>
/// <param name="IsReached">False where even replacing every score does not make the costs equal; then every score is replaced.</param>
public sealed record CalibratedEqualizedOdds(
    IReadOnlyList<double> MixRates, IReadOnlyList<double> BaseRates, double Threshold, bool IsReached) : IDecisionRule
{
    /// <param name="data">Rows of two groups, each with both labels.</param>
    /// <param name="scores">Calibrated chances of the favourable label, from 0 to 1.</param>
    /// <param name="cost">What shall be equal.</param>
    /// <param name="threshold">A score at or above it is favourable.</param>
    public static CalibratedEqualizedOdds Fit(GroupedLabels data, ReadOnlySpan<double> scores, CalibratedCost cost, double threshold = 0.5)
    {
        data.RequireTwoGroups("Calibrated equalised odds");
        data.RequireScores(scores);
        var rates = AnswerCounts.Of(data, scores);
        var poor = Array.FindIndex(rates, rate => !(rate.Positives > 0 && rate.Negatives > 0));
        if (poor >= 0) throw new TrustException($"Group {poor} lacks one of the two labels, so its costs are not defined.");
        var bases = Array.ConvertAll(rates, rate => rate.Positives / rate.Total);
        var own = Array.ConvertAll(rates, rate => Cost(rate, cost));
        var trivial = rates.Select((rate, group) => Cost(rate with { TruePositives = bases[group] * rate.Positives, FalsePositives = bases[group] * rate.Negatives }, cost)).ToArray();
        var mixed = own[1] > own[0] ? 0 : 1;
        var missing = own[1 - mixed] - own[mixed];
        var room = trivial[mixed] - own[mixed];
        var isReached = missing == 0 || (room > 0 && missing <= room);
        var mixes = new double[2];
        mixes[mixed] = missing == 0 ? 0 : isReached ? missing / room : 1;
        return new CalibratedEqualizedOdds(mixes, bases, threshold, isReached);
    }

    public double Probability(int group, double score) =>
        ((1 - MixRates[group]) * Answer(score)) + (MixRates[group] * Answer(BaseRates[group]));

    private double Answer(double score) => score >= Threshold ? 1 : 0;

    private static double Cost(in AnswerCounts rates, CalibratedCost cost)
    {
        var (falsePositive, falseNegative) = (rates.FalsePositives / rates.Negatives, (rates.Positives - rates.TruePositives) / rates.Positives);
        var baseRate = rates.Positives / rates.Total;
        return cost switch
        {
            CalibratedCost.FalsePositiveRate => falsePositive,
            CalibratedCost.FalseNegativeRate => falseNegative,
            _ => ((falsePositive * (1 - baseRate)) + (falseNegative * baseRate)) / 2,
        };
    }
}
