namespace MlPlatform.Dapr;

/// <summary>When a failed step is tried again.</summary>
public class WorkflowRetryPolicy
{
    /// <summary>Creates the policy.</summary>
    /// <param name="maxNumberOfAttempts">How often the step runs at most, the first run included.</param>
    /// <param name="firstRetryInterval">How long to wait after the first failure.</param>
    /// <param name="backoffCoefficient">By how much each wait is longer than the one before.</param>
    /// <param name="maxRetryInterval">How long to wait at most.</param>
    /// <param name="retryTimeout">After how long no further attempt is made.</param>
    public WorkflowRetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRetryInterval ?? firstRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval;
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>How often the step runs at most.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>How long to wait after the first failure.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>By how much each wait is longer than the one before.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>How long to wait at most.</summary>
    public TimeSpan? MaxRetryInterval { get; }

    /// <summary>After how long no further attempt is made; infinite unless told otherwise.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>How long to wait after a number of failures; null when no further attempt is made.</summary>
    internal TimeSpan? DelayAfter(int failures, TimeSpan elapsed)
    {
        if (failures >= MaxNumberOfAttempts || (RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= RetryTimeout))
        {
            return null;
        }

        var longest = MaxRetryInterval ?? TimeSpan.FromDays(365);
        var milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, failures - 1);
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }
}
