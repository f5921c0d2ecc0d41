namespace MlPlatform.Trust.Bias;

/// <summary>How an interval is read off the resamples; θ is the value of the data, q(p) the resamples' quantile.</summary>
public enum IntervalKind
{
    /// <summary>[q(α/2), q(1 − α/2)].</summary>
    Percentile = 0,

    /// <summary>[2θ − q(1 − α/2), 2θ − q(α/2)].</summary>
    Basic = 1,

    /// <summary>Percentiles corrected for bias and skewness (Efron 1987), the acceleration by leaving out one row of each cell.</summary>
    BiasCorrected = 2,
}

/// <summary>How a bootstrap runs.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How many resamples, at least 2.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>1 − α: the share of resamples that the interval holds.</summary>
    public double Level { get; init; } = 0.95;

    public IntervalKind Kind { get; init; }

    /// <summary>The same seed gives the same intervals, whatever the number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;

    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 2);
        if (!(Level > 0 && Level < 1)) throw new ArgumentOutOfRangeException(nameof(Level), Level, "The level of an interval lies between 0 and 1.");
    }
}

/// <summary>How sure a metric is.</summary>
/// <param name="Value">The metric of the data.</param>
/// <param name="Lower">The interval's lower end; null, with the reason, where there is no interval.</param>
/// <param name="Upper">The interval's upper end.</param>
/// <param name="Mean">The mean over the resamples that have a value.</param>
/// <param name="StandardError">Their standard deviation.</param>
/// <param name="Undefined">How many resamples have no value; the interval is about the others.</param>
/// <param name="Reason">Why there is no interval.</param>
public sealed record BootstrapInterval(
    MetricOutcome Value, double? Lower, double? Upper, double? Mean, double? StandardError, int Undefined, string? Reason);
