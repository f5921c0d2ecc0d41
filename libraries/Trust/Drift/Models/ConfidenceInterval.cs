namespace MlPlatform.Trust.Drift.Models;

/// <summary>A value and the bounds between which the true one lies with a stated confidence.</summary>
public readonly record struct ConfidenceInterval(double Estimate, double Lower, double Upper)
{
    public bool Contains(double value) => value >= Lower && value <= Upper;

    public bool Overlaps(double lower, double upper) => Lower <= upper && Upper >= lower;
}
