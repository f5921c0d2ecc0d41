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
    [InlineData("read-csv profile", "read-csv-cls100k", "read-csv-cls1m", "profile-cls100k")]
    [InlineData("boosted-trees-100k boosted-trees-memory", "boosted-trees-100k-fit", "boosted-trees-100k-auc", "boosted-trees-memory-1m")]
    [InlineData("boosted-trees-regression-100k", "boosted-trees-regression-100k-fit", "boosted-trees-regression-100k-rmse")]
    [InlineData("tree-scoring training-start", "tree-score-batch", "tree-score-row", "tree-model-load", "training-start")]
    [InlineData("logistic-onehot-100k linear-100k", "logistic-onehot-100k-fit", "logistic-onehot-100k-auc", "linear-100k-fit", "linear-100k-rmse")]
    [InlineData("network-epoch-100k", "network-epoch-100k-fit", "network-epoch-100k-auc")]
    [InlineData("kmeans-100k pca-100k", "kmeans-100k-fit", "kmeans-100k-inertia-share", "pca-100k-fit", "pca-100k-explained-variance")]
    [InlineData("drift", "drift-columns", "drift-columns-memory", "drift-column")]
    [InlineData("drift-events", "drift-row", "drift-stream-ddm", "drift-stream-eddm", "drift-stream-page-hinkley", "drift-stream-adwin")]
    public async Task Benchmarks_Brief_PrintTheirFigures(string benchmarks, params string[] figures)
    {
        var (exitCode, output) = await Outside.TryAsync(
            Path.Combine(Repository.Root, Program), [.. benchmarks.Split(' '), "--brief"], new Dictionary<string, string>(), Repository.Root, Patience);

        Assert.True(exitCode == 0, output);
        var lines = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(figures, lines.Select(line => line.GetProperty("name").GetString()));
        Assert.All(lines, line => Assert.True(line.GetProperty("value").GetDouble() > 0 && line.GetProperty("unit").GetString() is { Length: > 0 }));
    }
}
