using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Steps;

/// <summary>What the workflow learns about a step: the job to wait for, or the result.</summary>
public sealed record StepState(string? JobName, StepResult? Result)
{
    /// <summary>The execution was stopped before the step began.</summary>
    public static readonly StepState NotStarted = new(null, new StepResult(StepEnd.Stopped));

    public static StepState Of(ExecutionStep step) => new(step.ResourceName, step.Result);
}

/// <summary>Failures in the words of retry policies.</summary>
internal static class FailureTypes
{
    /// <summary>Of an operation that was refused.</summary>
    public static string? Of(PlatformCallException fault) => fault.Code switch
    {
        "ResourceLimitExceeded" => RetrySchedule.ResourceLimit,
        "ThrottlingException" => RetrySchedule.Throttling,
        "ValidationException" or "ResourceNotFound" => null,
        _ => RetrySchedule.ServiceFault,
    };

    /// <summary>Of a job that failed, by its reason; the fault of an algorithm or a client is none that a retry mends.</summary>
    public static string? OfJob(string reason) => reason switch
    {
        _ when reason.StartsWith("InternalServerError", StringComparison.Ordinal) => RetrySchedule.JobInternalError,
        _ when reason.StartsWith("CapacityError", StringComparison.Ordinal) => RetrySchedule.CapacityError,
        _ => null,
    };
}
