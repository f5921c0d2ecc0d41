using System.Text.Json;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>Every benchmark still runs; what it measures is not judged here.</summary>
public sealed class BenchmarksTests
{
    private const string Program = "benchmarks/Platform.Benchmarks/bin/Debug/net10.0/MlPlatform.Platform.Benchmarks";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("pubsub", "publish-to-subscriber")]
    [InlineData("workflow", "workflow-activities")]
    [InlineData("platform", "start-to-healthy", "idle-memory", "put-records", "s3-put", "s3-get", "invoke-endpoint", "invoke-endpoint-p50", "invoke-endpoint-p99")]
    [InlineData("demo", "demo-wall")]
    public async Task Benchmark_Brief_PrintsItsFigures(string benchmark, params string[] figures)
    {
        var (exitCode, output) = await Outside.TryAsync(
            Path.Combine(Repository.Root, Program), [benchmark, "--brief"], new Dictionary<string, string>(), Repository.Root, Patience);

        Assert.True(exitCode == 0, output);
        var lines = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(figures, lines.Select(line => line.GetProperty("name").GetString()));
        Assert.All(lines, line => Assert.True(line.GetProperty("value").GetDouble() > 0 && line.GetProperty("unit").GetString() is { Length: > 0 }));
    }
}
