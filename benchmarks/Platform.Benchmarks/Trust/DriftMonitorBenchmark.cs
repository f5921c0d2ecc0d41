using System.Diagnostics;
using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Concept;
using MlPlatform.Trust.Drift.Monitors;

namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>What one more event costs: all sketches of a row of 20 numbers and 10 categories, and each detector of concept drift.</summary>
internal sealed class DriftMonitorBenchmark : IBenchmark
{
    private const int NumberColumns = 20;
    private const int CategoryColumns = 10;
    private const int Categories = 12;
    private const int DistinctRows = 4096;

    public string Name => "drift-events";

    public IAsyncEnumerable<Figure> RunAsync(bool brief) => Figures(brief ? 10_000 : 2_000_000).ToAsyncEnumerable();

    private static IEnumerable<Figure> Figures(int events)
    {
        var random = new SeededRandom(3);
        var window = Baseline(random).Start();
        double[][] rows = [.. Enumerable.Range(0, DistinctRows).Select(_ => Row(random))];
        yield return new Figure("drift-row", Microseconds(events, i => window.Observe(rows[i % DistinctRows])), "us") { Aim = 5 };

        double[] errors = [.. Enumerable.Range(0, DistinctRows).Select(_ => random.NextInt32(4) == 0 ? 1.0 : 0.0)];
        foreach (var (name, detector) in Detectors())
        {
            yield return new Figure($"drift-stream-{name}", Microseconds(events, i => detector.Add(errors[i % DistinctRows])), "us");
        }
    }

    private static IEnumerable<(string Name, IDriftDetector Detector)> Detectors() =>
        [("ddm", new DriftDetectionMethod()), ("eddm", new EarlyDriftDetectionMethod()), ("page-hinkley", new PageHinkley()), ("adwin", new AdaptiveWindow())];

    /// <summary>The best of three runs after one that compiles.</summary>
    private static double Microseconds(int events, Action<int> add)
    {
        var best = double.PositiveInfinity;
        for (var round = 0; round < 4; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < events; i++) add(i);
            if (round > 0) best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMicroseconds / events);
        }

        return best;
    }

    private static MonitorBaseline Baseline(SeededRandom random)
    {
        string[] categories = [.. Enumerable.Range(0, Categories).Select(i => $"v{i}")];
        return new MonitorBaseline(
        [
            .. Enumerable.Range(0, NumberColumns).Select(column =>
                NumberSketch.FromBaseline($"n{column}", [.. Enumerable.Range(0, 10_000).Select(_ => random.NextNormal())])),
            .. Enumerable.Range(0, CategoryColumns).Select(column => new CategorySketch($"c{column}", categories)),
        ]);
    }

    private static double[] Row(SeededRandom random) =>
        [.. Enumerable.Range(0, NumberColumns + CategoryColumns).Select(column => column < NumberColumns ? random.NextNormal() : random.NextInt32(Categories))];
}
