namespace MlPlatform.Dapr.Runtime.Core;

/// <summary>Times as the database keeps them.</summary>
internal static class Clock
{
    public static long Milliseconds(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();
}
