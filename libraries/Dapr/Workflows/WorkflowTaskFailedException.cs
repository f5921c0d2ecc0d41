namespace MlPlatform.Dapr;

/// <summary>An activity or a child workflow that failed.</summary>
public class WorkflowTaskFailedException(string message, WorkflowTaskFailureDetails failureDetails) : Exception(message)
{
    /// <summary>How it failed.</summary>
    public WorkflowTaskFailureDetails FailureDetails { get; } = failureDetails;
}

/// <summary>How a step failed, as recorded in the history.</summary>
public class WorkflowTaskFailureDetails(string errorType, string errorMessage, string? stackTrace = null)
{
    /// <summary>The full name of the exception type.</summary>
    public string ErrorType { get; } = errorType;

    /// <summary>The message of the exception.</summary>
    public string ErrorMessage { get; } = errorMessage;

    /// <summary>The stack trace of the exception.</summary>
    public string? StackTrace { get; } = stackTrace;

    /// <summary>Whether trying again would be of no use.</summary>
    internal bool IsNonRetriable { get; init; }

    /// <summary>Whether the exception was a <typeparamref name="T"/>. The history holds the name alone, so bases other than <see cref="Exception"/> are not known.</summary>
    public bool IsCausedBy<T>()
        where T : Exception
        => typeof(T) == typeof(Exception) || string.Equals(ErrorType, typeof(T).FullName, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}
