namespace MlPlatform.Dapr.Runtime.Tests;

/// <summary>A clock that stands still until a test moves it. Timers of it never fire by themselves.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
