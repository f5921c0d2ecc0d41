namespace MlPlatform.Trust.Drift.Concept;

/// <summary>The Page-Hinkley test: alarms when the sum of a stream's distances from its own mean grows too large; it never warns.</summary>
/// <remarks>
/// Page (1954), "Continuous inspection schemes". With x̄ the mean so far, up_t = max(0, α up_(t−1) + x − x̄ − δ) alarms on a rise and
/// down_t = max(0, α down_(t−1) + x̄ − x − δ) on a fall, each above λ.
/// </remarks>
public sealed class PageHinkley(PageHinkleyOptions? options = null) : IDriftDetector
{
    private readonly PageHinkleyOptions settings = options ?? new PageHinkleyOptions();
    private long count;
    private double mean;
    private double up;
    private double down;
    private bool drifted;

    public DriftState Add(double value)
    {
        StreamValue.RequireFinite(value);
        if (drifted) Reset();
        count++;
        mean += (value - mean) / count;
        up = Math.Max(0, (settings.Forgetting * up) + (value - mean - settings.Tolerance));
        down = Math.Max(0, (settings.Forgetting * down) + (mean - value - settings.Tolerance));
        drifted = count >= settings.LeastValues && (IsAbove(up, ChangeDirection.Up) || IsAbove(down, ChangeDirection.Down));
        return drifted ? DriftState.Drift : DriftState.Stable;
    }

    public void Reset()
    {
        count = 0;
        (mean, up, down) = (0, 0, 0);
        drifted = false;
    }

    private bool IsAbove(double sum, ChangeDirection direction) =>
        (settings.Direction & direction) != ChangeDirection.None && (settings.AlarmsAtThreshold ? sum >= settings.Threshold : sum > settings.Threshold);
}

/// <summary>Which changes of a mean count.</summary>
[Flags]
public enum ChangeDirection
{
    None = 0,
    Up = 1,
    Down = 2,
    Both = Up | Down,
}

/// <summary>How <see cref="PageHinkley"/> judges.</summary>
public sealed record PageHinkleyOptions
{
    /// <summary>Nothing is judged before so many values; scikit-multiflow and river with their default begin with the 29th.</summary>
    public int LeastValues { get; init; } = 29;

    /// <summary>δ: a distance from the mean that counts for nothing.</summary>
    public double Tolerance { get; init; } = 0.005;

    /// <summary>λ.</summary>
    public double Threshold { get; init; } = 50;

    /// <summary>α: how much of a sum is left after one more value.</summary>
    public double Forgetting { get; init; } = 0.9999;

    /// <summary>scikit-multiflow and river look upwards only.</summary>
    public ChangeDirection Direction { get; init; } = ChangeDirection.Up;

    /// <summary>Whether a sum at the threshold alarms, as in river; in scikit-multiflow it must be above.</summary>
    public bool AlarmsAtThreshold { get; init; }
}
