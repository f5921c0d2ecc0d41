using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.Invocation;

/// <summary>Refuses calls to a target that failed several times in a row, then lets a few through to see whether it is back.</summary>
internal sealed class CircuitBreaker(CircuitBreakerPolicy? policy, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private int _trials;
    private long? _openUntil;

    /// <summary>Whether a call may go out now.</summary>
    public bool Allows()
    {
        if (policy is null) return true;
        lock (_lock)
        {
            if (_openUntil is not { } until) return true;
            if (time.Milliseconds() < until || _trials >= policy.TrialCalls) return false;
            _trials++;
            return true;
        }
    }

    /// <summary>Notes how a call ended.</summary>
    public void Report(bool success)
    {
        if (policy is null) return;
        lock (_lock)
        {
            if (success)
            {
                (_failures, _trials, _openUntil) = (0, 0, null);
                return;
            }

            _failures++;
            if (_openUntil is null && _failures < policy.ConsecutiveFailures) return;
            (_trials, _openUntil) = (0, time.Milliseconds() + (long)policy.OpenFor.TotalMilliseconds);
        }
    }
}
