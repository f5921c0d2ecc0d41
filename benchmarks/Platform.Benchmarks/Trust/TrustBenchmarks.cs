namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>The questions about fairness, explanations and drift.</summary>
internal static class TrustBenchmarks
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new BiasBenchmark(),
        new TreeShapBenchmark(),
        new DriftBenchmark(),
        new DriftMonitorBenchmark(),
        new ClarifyJobBenchmark(),
        new MitigationBenchmark(),
        new AttackBenchmark(),
    ];
}
