using MlPlatform.Platform.Benchmarks.Dapr;
using MlPlatform.Platform.Benchmarks.Learning;
using MlPlatform.Platform.Benchmarks.Trust;
using MlPlatform.Platform.Benchmarks.Whole;

namespace MlPlatform.Platform.Benchmarks;

/// <summary>A question that one or more figures answer.</summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <param name="brief">Small sizes: shows that it runs, measures nothing.</param>
    IAsyncEnumerable<Figure> RunAsync(bool brief);
}

internal static class BenchmarkRunner
{
    private static readonly IReadOnlyList<IBenchmark> All =
    [
        new PubSubBenchmark(),
        new WorkflowBenchmark(),
        new PlatformBenchmark(),
        new DemoBenchmark(),
        .. LearningBenchmarks.All,
        .. TrustBenchmarks.All,
    ];

    public static async Task<int> RunAsync(IReadOnlyCollection<string> wanted, bool brief, TextWriter output, TextWriter errors)
    {
        var unknown = wanted.Except(All.Select(benchmark => benchmark.Name)).ToList();
        if (unknown.Count > 0)
        {
            await errors.WriteLineAsync($"Unknown: {string.Join(", ", unknown)}. Known: {string.Join(", ", All.Select(benchmark => benchmark.Name))}.");
            return 2;
        }

        foreach (var benchmark in All.Where(benchmark => wanted.Count == 0 || wanted.Contains(benchmark.Name)))
        {
            await errors.WriteLineAsync($"# {benchmark.Name}");
            await foreach (var figure in benchmark.RunAsync(brief)) await output.WriteLineAsync(figure.ToJson());
        }

        return 0;
    }
}
