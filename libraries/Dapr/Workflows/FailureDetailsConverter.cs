using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>Failures between exceptions, the wire and what workflows see.</summary>
internal static class FailureDetailsConverter
{
    public static TaskFailureDetails ToWire(Exception fault) => new()
    {
        ErrorType = fault.GetType().FullName ?? fault.GetType().Name,
        ErrorMessage = fault.Message,
        StackTrace = fault.StackTrace,
        InnerFailure = fault is WorkflowTaskFailedException failed
            ? ToWire(failed.FailureDetails)
            : fault.InnerException is { } inner ? ToWire(inner) : null,
        IsNonRetriable = fault is NonDeterministicWorkflowException,
    };

    public static WorkflowTaskFailureDetails? FromWire(TaskFailureDetails? details) => details is null
        ? null
        : new WorkflowTaskFailureDetails(details.ErrorType, details.ErrorMessage, details.StackTrace) { IsNonRetriable = details.IsNonRetriable };

    private static TaskFailureDetails ToWire(WorkflowTaskFailureDetails details) => new()
    {
        ErrorType = details.ErrorType,
        ErrorMessage = details.ErrorMessage,
        StackTrace = details.StackTrace,
        IsNonRetriable = details.IsNonRetriable,
    };
}
