using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Tests;

public sealed class ShardThrottleTests
{
    [Fact]
    public void TryWrite_MoreThanAThousandRecordsInASecond_RefusesUntilTimePasses()
    {
        var time = new Ticking();
        var throttle = new ShardThrottle(time);
        Assert.Equal(1000, Enumerable.Range(0, 1500).Count(_ => throttle.TryWrite(10)));
        time.Elapsed += TimeSpan.FromMilliseconds(500);
        Assert.Equal(500, Enumerable.Range(0, 1500).Count(_ => throttle.TryWrite(10)));
    }

    [Fact]
    public void TryWrite_MoreThanAMebibyteInASecond_IsRefused()
    {
        var throttle = new ShardThrottle(new Ticking());
        Assert.True(throttle.TryWrite(1024 * 1024));
        Assert.False(throttle.TryWrite(1));
    }

    [Fact]
    public void TryRead_AfterAnAnswerOfTenMebibytes_WaitsUntilItIsPaidOff()
    {
        var time = new Ticking();
        var throttle = new ShardThrottle(time);
        Assert.True(throttle.TryRead());
        throttle.CountRead(10 * 1024 * 1024);
        time.Elapsed += TimeSpan.FromSeconds(3.9);
        Assert.False(throttle.TryRead());
        time.Elapsed += TimeSpan.FromSeconds(0.2);
        Assert.True(throttle.TryRead());
    }

    private sealed class Ticking : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
