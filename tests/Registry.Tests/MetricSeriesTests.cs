using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Tests;

public sealed class MetricSeriesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_040);
    private readonly RegistryFixture _registry = new();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Theory]
    [InlineData("Avg", 2.0)]
    [InlineData("Min", 1.0)]
    [InlineData("Max", 3.0)]
    [InlineData("Last", 3.0)]
    [InlineData("Count", 2.0)]
    [InlineData("StdDev", 1.0)]
    public async Task Read_TwoPointsInAMinute_AreSummedUp(string statistic, double expected)
    {
        await WriteAsync(0, 1);
        await WriteAsync(30, 3);
        await WriteAsync(60, 7);
        var result = await ReadAsync(statistic, "OneMinute");
        Assert.Equal([1_700_000_040, 1_700_000_100], result.XAxisValues);
        Assert.Equal(expected, result.MetricValues[0], precision: 12);
    }

    [Fact]
    public async Task Write_ThePointAgain_IsOnePoint()
    {
        await WriteAsync(0, 1);
        await WriteAsync(0, 1);
        Assert.Equal([1.0], (await ReadAsync("Count", "OneMinute")).MetricValues);
    }

    [Fact]
    public async Task Read_BetweenStartAndEnd_LeavesOutTheRest()
    {
        for (var minute = 0; minute < 5; minute++) await WriteAsync(60 * minute, minute);
        var query = Query("Last", "OneMinute") with { Start = 1_700_000_100, End = 1_700_000_160 };
        Assert.Equal([1.0, 2.0], (await _registry.Series.ReadAsync(query, default)).MetricValues);
    }

    private Task WriteAsync(int second, double value) => _registry.Series.WriteAsync(
        new MetricPoint { Resource = "credit/1", Metric = "auc", Time = Start.AddSeconds(second), Value = value }, default);

    private Task<MetricQueryResult> ReadAsync(string statistic, string period) =>
        _registry.Series.ReadAsync(Query(statistic, period), default);

    private static MetricQuery Query(string statistic, string period) => new()
    {
        MetricName = "auc",
        ResourceArn = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/credit/1",
        MetricStat = statistic,
        Period = period,
        XAxisType = "Timestamp",
    };
}
