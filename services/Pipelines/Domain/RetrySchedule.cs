namespace MlPlatform.Pipelines.Domain;

/// <summary>Whether and when a failed step is tried again.</summary>
public static class RetrySchedule
{
    /// <summary>Every failure, in the words of retry policies.</summary>
    public const string ServiceFault = "Step.SERVICE_FAULT";

    /// <summary>The service asked for fewer calls.</summary>
    public const string Throttling = "Step.THROTTLING";

    /// <summary>The job ran and failed by a fault of the platform.</summary>
    public const string JobInternalError = "SageMaker.JOB_INTERNAL_ERROR";

    /// <summary>There was no room to run the job.</summary>
    public const string CapacityError = "SageMaker.CAPACITY_ERROR";

    /// <summary>A limit on jobs or instances was met.</summary>
    public const string ResourceLimit = "SageMaker.RESOURCE_LIMIT";

    /// <summary>How long to wait before attempt number <paramref name="failedAttempts"/> + 1, or null when there is none.</summary>
    public static TimeSpan? DelayAfter(IReadOnlyList<StepRetry> policies, string? failureType, int failedAttempts)
    {
        var policy = policies.FirstOrDefault(candidate => failureType is not null && candidate.ExceptionTypes.Contains(failureType));
        if (policy is null || failedAttempts > policy.MaxAttempts) return null;
        return TimeSpan.FromSeconds(policy.IntervalSeconds * Math.Pow(policy.BackoffRate, failedAttempts - 1));
    }
}
