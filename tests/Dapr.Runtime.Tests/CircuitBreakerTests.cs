using MlPlatform.Dapr.Runtime.Core.Invocation;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Tests;

public sealed class CircuitBreakerTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Breaker_AfterFailuresInARow_RefusesUntilATrialSucceeds()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerPolicy(2, 1, TimeSpan.FromSeconds(10)), _time);
        breaker.Report(false);
        Assert.True(breaker.Allows());
        breaker.Report(false);
        Assert.False(breaker.Allows());

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(breaker.Allows());
        Assert.False(breaker.Allows());
        breaker.Report(true);

        Assert.True(breaker.Allows());
    }

    [Fact]
    public void Breaker_WhoseTrialFails_RefusesAgain()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerPolicy(1, 1, TimeSpan.FromSeconds(10)), _time);
        breaker.Report(false);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(breaker.Allows());

        breaker.Report(false);

        Assert.False(breaker.Allows());
    }

    [Fact]
    public void Breaker_AfterASuccess_CountsAnew()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerPolicy(2, 1, TimeSpan.FromSeconds(10)), _time);
        breaker.Report(false);
        breaker.Report(true);
        breaker.Report(false);

        Assert.True(breaker.Allows());
    }
}
