using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>What a test found.</summary>
/// <param name="Test">Which test.</param>
/// <param name="Statistic">Its statistic or distance; the reason where there is none.</param>
/// <param name="PValue">How likely one at least as large is where nothing changed; null where the test has no p-value.</param>
public sealed record DriftScore(DriftTest Test, MetricOutcome Statistic, double? PValue)
{
    /// <summary>The most that the statistic of the raw values can be, where only counts in bins are known; the statistic is then the least. Null where it is exact.</summary>
    public double? AtMost { get; init; }

    public static DriftScore Of(DriftTest test, double statistic) => new(test, Outcome(statistic), null);

    public static DriftScore Of(DriftTest test, TestResult result) => new(test, Outcome(result.Statistic), result.PValue);

    public static DriftScore Undefined(DriftTest test, string reason) => new(test, MetricOutcome.Undefined(reason), null);

    private static MetricOutcome Outcome(double statistic) =>
        double.IsFinite(statistic) ? MetricOutcome.Of(statistic) : MetricOutcome.Undefined("the statistic is infinite: the reference lacks a value that the current sample has, or the values are too large to add");
}
