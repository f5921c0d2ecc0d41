namespace MlPlatform.Trust.Mitigation;

/// <summary>A rate of answers, as a number to hold equal between groups or to make large.</summary>
public enum RateMetric
{
    /// <summary>(TP + FP) / n.</summary>
    SelectionRate = 1,

    /// <summary>TP / P.</summary>
    TruePositiveRate = 2,

    /// <summary>FP / N.</summary>
    FalsePositiveRate = 3,

    /// <summary>TN / N.</summary>
    TrueNegativeRate = 4,

    /// <summary>FN / P.</summary>
    FalseNegativeRate = 5,

    /// <summary>(TP + TN) / n.</summary>
    Accuracy = 6,

    /// <summary>½ (TP / P + TN / N).</summary>
    BalancedAccuracy = 7,
}

/// <summary>What post-processing holds equal between groups.</summary>
public enum GroupConstraint
{
    /// <summary>Selection rates.</summary>
    DemographicParity = 1,

    /// <summary>True positive rates (equal opportunity).</summary>
    TruePositiveRateParity = 2,

    FalsePositiveRateParity = 3,

    TrueNegativeRateParity = 4,

    FalseNegativeRateParity = 5,

    /// <summary>True and false positive rates.</summary>
    EqualizedOdds = 6,
}

internal static class RateMetrics
{
    /// <summary>The rate of these counts; NaN where its denominator is zero.</summary>
    public static double Of(this RateMetric metric, in AnswerCounts rates) => metric switch
    {
        RateMetric.SelectionRate => (rates.TruePositives + rates.FalsePositives) / rates.Total,
        RateMetric.TruePositiveRate => rates.TruePositives / rates.Positives,
        RateMetric.FalsePositiveRate => rates.FalsePositives / rates.Negatives,
        RateMetric.TrueNegativeRate => (rates.Negatives - rates.FalsePositives) / rates.Negatives,
        RateMetric.FalseNegativeRate => (rates.Positives - rates.TruePositives) / rates.Positives,
        RateMetric.Accuracy => (rates.TruePositives + (rates.Negatives - rates.FalsePositives)) / rates.Total,
        RateMetric.BalancedAccuracy => (0.5 * rates.TruePositives / rates.Positives) + (0.5 * (rates.Negatives - rates.FalsePositives) / rates.Negatives),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "There is no such rate."),
    };

    /// <summary>The rate that a constraint other than equalised odds holds equal.</summary>
    public static RateMetric Rate(this GroupConstraint constraint) => constraint switch
    {
        GroupConstraint.DemographicParity => RateMetric.SelectionRate,
        GroupConstraint.TruePositiveRateParity => RateMetric.TruePositiveRate,
        GroupConstraint.FalsePositiveRateParity => RateMetric.FalsePositiveRate,
        GroupConstraint.TrueNegativeRateParity => RateMetric.TrueNegativeRate,
        GroupConstraint.FalseNegativeRateParity => RateMetric.FalseNegativeRate,
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, "The constraint holds more than one rate equal."),
    };
}
