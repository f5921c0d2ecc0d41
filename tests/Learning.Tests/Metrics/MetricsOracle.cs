using System.Text.Json;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Metrics;

/// <summary>What metrics-oracle.py wrote: data with the figures that scikit-learn and XGBoost give for it.</summary>
internal static class MetricsOracle
{
    private static readonly JsonElement Document = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Learning.Tests", "Metrics", "metrics-oracle.json"))).RootElement;

    public static IEnumerable<JsonElement> Cases(string kind) => Document.GetProperty(kind).EnumerateArray();

    public static JsonElement Clustering => Document.GetProperty("clustering");

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Integers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static IEnumerable<(string Name, double Value)> Figures(this JsonElement element, string name) =>
        element.GetProperty(name).EnumerateObject().Select(figure => (figure.Name, figure.Value.GetDouble()));

    /// <summary>Fails naming the figure where two numbers are further apart than a share of the larger of 1 and what is expected.</summary>
    public static void AssertNear(string name, double expected, double actual, double tolerance) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{name} is {actual:R}, expected is {expected:R}");
}
