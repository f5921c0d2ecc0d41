using MlPlatform.Serving.Domain;

namespace MlPlatform.Serving.Tests.Domain;

public sealed class VariantHealthTests
{
    [Theory]
    [InlineData(100, 0, false)]
    [InlineData(100, 5, false)]
    [InlineData(100, 20, true)]
    [InlineData(0, 1, true)]
    public void Fault_ByTheShareOfFailedRequests(int succeeded, int failed, bool expected)
    {
        var health = new VariantHealth();
        for (var i = 0; i < succeeded; i++) health.Count(200);
        for (var i = 0; i < failed; i++) health.Count(500);
        Assert.Equal(expected, health.Fault("v") is not null);
    }

    [Fact]
    public void Fault_RequestsTheClientGotWrong_DoNotCount()
    {
        var health = new VariantHealth();
        for (var i = 0; i < 10; i++) health.Count(400);
        Assert.Null(health.Fault("v"));
    }
}
