namespace MlPlatform.Trust.Drift.Concept;

/// <summary>DDM: warns and alarms when a model's error rate rises above its best so far.</summary>
/// <remarks>
/// Gama, Medas, Castillo, Rodrigues (2004), "Learning with drift detection". With p the share of errors since the last drift and
/// s = √(p (1 − p) / n), the least p + s is remembered; p + s &gt; p_min + 2 s_min is a warning, more than 3 s_min a drift.
/// </remarks>
public sealed class DriftDetectionMethod(DriftDetectionMethodOptions? options = null) : IDriftDetector
{
    private readonly DriftDetectionMethodOptions settings = options ?? new DriftDetectionMethodOptions();
    private long count;
    private double rate;
    private double leastRate;
    private double leastDeviation = double.PositiveInfinity;
    private bool drifted;

    public DriftState Add(double value)
    {
        StreamValue.RequireShare(value);
        if (drifted) Reset();
        count++;
        rate += (value - rate) / count;
        if (count < settings.LeastValues) return DriftState.Stable;

        var deviation = Math.Sqrt(rate * (1 - rate) / count);
        if (rate + deviation <= leastRate + leastDeviation)
        {
            leastRate = rate;
            leastDeviation = deviation;
        }

        drifted = rate + deviation > leastRate + (settings.DriftDeviations * leastDeviation);
        if (drifted) return DriftState.Drift;
        return rate + deviation > leastRate + (settings.WarningDeviations * leastDeviation) ? DriftState.Warning : DriftState.Stable;
    }

    public void Reset()
    {
        count = 0;
        rate = 0;
        leastRate = 0;
        leastDeviation = double.PositiveInfinity;
        drifted = false;
    }
}

/// <summary>How <see cref="DriftDetectionMethod"/> judges.</summary>
public sealed record DriftDetectionMethodOptions
{
    /// <summary>Nothing is judged before so many values. The paper says 30; scikit-multiflow begins with the 29th, river with the 31st.</summary>
    public int LeastValues { get; init; } = 30;

    public double WarningDeviations { get; init; } = 2;

    public double DriftDeviations { get; init; } = 3;
}
