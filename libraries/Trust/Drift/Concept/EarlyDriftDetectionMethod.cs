namespace MlPlatform.Trust.Drift.Concept;

/// <summary>EDDM: warns and alarms when a model's errors come closer together than they once did; quicker than DDM where a change is slow.</summary>
/// <remarks>
/// Baena-García et al. (2006), "Early drift detection method". With m and s the mean and deviation of the distances between errors, the
/// greatest m + 2 s is remembered; a share of it below 0.95 is a warning, below 0.9 a drift.
/// </remarks>
public sealed class EarlyDriftDetectionMethod(EarlyDriftDetectionMethodOptions? options = null) : IDriftDetector
{
    private readonly EarlyDriftDetectionMethodOptions settings = options ?? new EarlyDriftDetectionMethodOptions();
    private long count;
    private long lastError;
    private long errors;
    private double mean;
    private double squares;
    private double greatest;
    private DriftState state;

    public DriftState Add(double value)
    {
        StreamValue.RequireShare(value);
        if (state == DriftState.Drift) Reset();
        count++;
        if (value == 1) state = AddError();
        return state;
    }

    public void Reset()
    {
        (count, lastError, errors) = (0, 0, 0);
        (mean, squares, greatest) = (0, 0, 0);
        state = DriftState.Stable;
    }

    private DriftState AddError()
    {
        errors++;
        var distance = count - lastError;
        lastError = count;
        var before = mean;
        mean += (distance - mean) / errors;
        squares += (distance - mean) * (distance - before);
        if (count < settings.LeastValues) return DriftState.Stable;

        var divisor = settings.UsesSampleVariance ? Math.Max(errors - 1, 1) : errors;
        var reach = mean + (2 * Math.Sqrt(squares / divisor));
        if (reach > greatest)
        {
            greatest = reach;
            return DriftState.Stable;
        }

        if (errors <= settings.LeastErrors) return DriftState.Stable;
        var share = reach / greatest;
        return share < settings.DriftShare ? DriftState.Drift : share < settings.WarningShare ? DriftState.Warning : DriftState.Stable;
    }
}

/// <summary>How <see cref="EarlyDriftDetectionMethod"/> judges.</summary>
public sealed record EarlyDriftDetectionMethodOptions
{
    /// <summary>Nothing is remembered or judged before so many values; scikit-multiflow begins with the 29th, river with the 31st.</summary>
    public int LeastValues { get; init; } = 30;

    /// <summary>Nothing is judged before there were more errors than this.</summary>
    public int LeastErrors { get; init; } = 30;

    public double WarningShare { get; init; } = 0.95;

    public double DriftShare { get; init; } = 0.9;

    /// <summary>Whether the variance divides by the errors less one, as river's does; scikit-multiflow's divides by the errors.</summary>
    public bool UsesSampleVariance { get; init; }
}
