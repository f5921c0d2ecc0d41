namespace MlPlatform.Trust.Drift;

/// <summary>A distance between two samples, and how likely one at least as large is where both come from one distribution.</summary>
public readonly record struct TestResult(double Statistic, double PValue);
