using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Serving.Domain;

namespace MlPlatform.Serving.Tests.Domain;

public sealed class TrafficPlanTests
{
    [Fact]
    public void Of_NoPolicy_MovesEverythingAtOnce() => Assert.Equal([new TrafficStep(1, 0)], TrafficPlan.Of(null, 1));

    [Fact]
    public void Of_Canary_WatchesASmallShareFirst() =>
        Assert.Equal([new TrafficStep(0.1, 30), new TrafficStep(1, 30)], TrafficPlan.Of(Policy("CANARY", canary: Percent(10)), 1));

    [Fact]
    public void Of_CanaryByCount_IsAShareOfTheInstances() =>
        Assert.Equal(0.25, TrafficPlan.Of(Policy("CANARY", canary: new() { Type = "INSTANCE_COUNT", Value = 1 }), 4)[0].Share);

    [Theory]
    [InlineData(50, new[] { 0.5, 1 })]
    [InlineData(30, new[] { 0.3, 0.6, 0.9, 1 })]
    [InlineData(10, new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1 })]
    public void Of_Linear_MovesInEqualStepsUpToEverything(int percent, double[] expected)
    {
        var shares = TrafficPlan.Of(Policy("LINEAR", linear: Percent(percent)), 1).Select(step => Math.Round(step.Share, 9));
        Assert.Equal(expected, shares);
    }

    [Fact]
    public void Fault_CanaryWithoutASize_IsNamed() => Assert.Contains("CanarySize must be given", TrafficPlan.Fault(Policy("CANARY")), StringComparison.Ordinal);

    [Fact]
    public void Fault_GoodPolicy_IsNull() => Assert.Null(TrafficPlan.Fault(Policy("LINEAR", linear: Percent(25))));

    private static CapacitySize Percent(int value) => new() { Type = "CAPACITY_PERCENT", Value = value };

    private static DeploymentConfig Policy(string type, CapacitySize? canary = null, CapacitySize? linear = null) => new()
    {
        BlueGreenUpdatePolicy = new()
        {
            TrafficRoutingConfiguration = new() { Type = type, WaitIntervalInSeconds = 30, CanarySize = canary, LinearStepSize = linear },
        },
    };
}
