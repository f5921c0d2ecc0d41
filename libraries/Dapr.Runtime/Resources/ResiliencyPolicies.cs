namespace MlPlatform.Dapr.Runtime.Resources;

/// <summary>How a failed call is tried again.</summary>
/// <param name="Exponential">Whether the pause doubles (about) each time.</param>
/// <param name="Pause">The first pause (exponential) or every pause (constant).</param>
/// <param name="LongestPause">What an exponential pause grows to.</param>
/// <param name="MaxRetries">Retries after the first try; negative: for ever.</param>
internal sealed record RetryPolicy(bool Exponential, TimeSpan Pause, TimeSpan LongestPause, int MaxRetries)
{
    private const double Growth = 1.5;

    public bool Allows(int retriesDone) => MaxRetries < 0 || retriesDone < MaxRetries;

    /// <summary>The pause before retry number <paramref name="retry"/> (the first is 1).</summary>
    public TimeSpan PauseBefore(int retry)
    {
        if (!Exponential) return Pause;
        var pause = Pause.TotalMilliseconds * Math.Pow(Growth, Math.Min(retry - 1, 64));
        return TimeSpan.FromMilliseconds(Math.Min(pause, LongestPause.TotalMilliseconds));
    }
}

/// <summary>When calls to a target that keeps failing are refused at once, and for how long.</summary>
internal sealed record CircuitBreakerPolicy(int ConsecutiveFailures, int TrialCalls, TimeSpan OpenFor);

/// <summary>The policies that hold for one target.</summary>
internal sealed record TargetPolicies(RetryPolicy? Retry, TimeSpan? Timeout, CircuitBreakerPolicy? CircuitBreaker)
{
    public static TargetPolicies None { get; } = new(null, null, null);
}

/// <summary>The resiliency of all apps and components, as Dapr's Resiliency resources name them.</summary>
internal sealed record ResiliencyPolicies(
    IReadOnlyDictionary<string, TargetPolicies> Apps, IReadOnlyDictionary<string, TargetPolicies> ComponentsInbound)
{
    public TargetPolicies ForApp(string appId) => Apps.GetValueOrDefault(appId, TargetPolicies.None);

    public TargetPolicies ForInbound(string component) => ComponentsInbound.GetValueOrDefault(component, TargetPolicies.None);
}
