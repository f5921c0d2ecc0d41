namespace MlPlatform.Trust.Drift.Models;

/// <summary>Whether a bias metric has left the range that was allowed to it, as Clarify's bias monitor judges.</summary>
/// <remarks>
/// The live window gives an interval C; the baseline gives an allowed range A. Where C and A have no point in common the metric is surely
/// outside; where C reaches beyond A in part, it may be; see "Bias drift for models in production" in SageMaker's guide.
/// </remarks>
public static class BiasDrift
{
    /// <summary>Judges a live window's interval by the allowed range.</summary>
    public static BiasDriftVerdict Judge(ConfidenceInterval live, AllowedRange allowed)
    {
        if (!live.Overlaps(allowed.Lower, allowed.Upper)) return BiasDriftVerdict.Outside;
        return live.Lower >= allowed.Lower && live.Upper <= allowed.Upper ? BiasDriftVerdict.Inside : BiasDriftVerdict.Undecided;
    }

    /// <summary>From a bootstrap of the live window: its normal bootstrap interval, judged.</summary>
    public static (ConfidenceInterval Interval, BiasDriftVerdict Verdict) Judge(
        double estimate, ReadOnlySpan<double> replicates, AllowedRange allowed, double confidence = 0.95)
    {
        var interval = NormalBootstrap.Interval(estimate, replicates, confidence);
        return (interval, Judge(interval, allowed));
    }
}

/// <summary>The values that a metric may have.</summary>
public readonly record struct AllowedRange
{
    public AllowedRange(double lower, double upper)
    {
        if (!(lower <= upper)) throw new ArgumentException($"A range from {lower} to {upper} holds nothing.", nameof(upper));
        Lower = lower;
        Upper = upper;
    }

    public double Lower { get; }

    public double Upper { get; }

    /// <summary>From a metric's ideal to the baseline's value, and as much beyond as is tolerated: no worse than the baseline was.</summary>
    public static AllowedRange FromBaseline(double baseline, double ideal, double tolerance = 0) =>
        new(Math.Min(baseline, ideal) - tolerance, Math.Max(baseline, ideal) + tolerance);
}

/// <summary>What <see cref="BiasDrift"/> says; only <see cref="Outside"/> raises an alarm.</summary>
public enum BiasDriftVerdict
{
    /// <summary>The whole interval lies in the allowed range.</summary>
    Inside,

    /// <summary>The interval lies partly in the allowed range: the window does not tell.</summary>
    Undecided,

    /// <summary>The interval and the allowed range have no value in common.</summary>
    Outside,
}
