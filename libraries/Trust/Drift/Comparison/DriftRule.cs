namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>When a test's outcome is drift.</summary>
/// <param name="Test">Which test.</param>
/// <param name="Comparison">Which number of its is compared, and how.</param>
/// <param name="Threshold">With what.</param>
public sealed record DriftRule(DriftTest Test, DriftComparison Comparison, double Threshold)
{
    /// <summary>Whether the column has drifted; null where the test has no outcome.</summary>
    public bool? IsDrift(ColumnDrift column)
    {
        var score = column[Test];
        if ((IsOfPValue ? score.PValue : score.Statistic.Value) is not { } number) return null;
        return Comparison switch
        {
            DriftComparison.PValueBelow => number < Threshold,
            DriftComparison.PValueAtMost => number <= Threshold,
            DriftComparison.StatisticAbove => number > Threshold,
            _ => number >= Threshold,
        };
    }

    private bool IsOfPValue => Comparison is DriftComparison.PValueBelow or DriftComparison.PValueAtMost;
}

/// <summary>How a test's number is compared with a threshold.</summary>
public enum DriftComparison
{
    PValueBelow,
    PValueAtMost,
    StatisticAbove,
    StatisticAtLeast,
}
