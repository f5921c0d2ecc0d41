using Microsoft.Extensions.Logging;

namespace MlPlatform.Dapr;

/// <summary>Everything a workflow may ask of the world. Only the workflow's own code may use it, while it runs.</summary>
public abstract class WorkflowContext
{
    /// <summary>The name of the workflow.</summary>
    public abstract string Name { get; }

    /// <summary>The id of this instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The time at which the current turn began; the same on every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code now repeats what is in the history already.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Calls an activity.</summary>
    /// <exception cref="WorkflowTaskFailedException">The activity failed, after the last attempt of the retry policy.</exception>
    public virtual Task CallActivityAsync(string name, object? input = null, WorkflowTaskOptions? options = null)
        => CallActivityAsync<object?>(name, input, options);

    /// <summary>Calls an activity and gives its output.</summary>
    /// <exception cref="WorkflowTaskFailedException">The activity failed, after the last attempt of the retry policy.</exception>
    public abstract Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null);

    /// <summary>Waits durably.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken = default)
        => CreateTimer(CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>Waits durably until a point in time.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event that is raised to this instance; an event that came early counts. Names do not differ by case.</summary>
    public abstract Task<T> WaitForExternalEventAsync<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event for a time; a negative time waits for ever.</summary>
    /// <exception cref="TaskCanceledException">The time passed first.</exception>
    public abstract Task<T> WaitForExternalEventAsync<T>(string eventName, TimeSpan timeout);

    /// <summary>Raises an event to another instance.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the value that <see cref="WorkflowState.ReadCustomStatusAs{T}"/> reads.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Runs another workflow and gives its output.</summary>
    /// <exception cref="WorkflowTaskFailedException">The child failed, after the last attempt of the retry policy.</exception>
    public abstract Task<TResult> CallChildWorkflowAsync<TResult>(
        string workflowName, object? input = null, ChildWorkflowTaskOptions? options = null);

    /// <summary>Runs another workflow.</summary>
    /// <exception cref="WorkflowTaskFailedException">The child failed, after the last attempt of the retry policy.</exception>
    public virtual Task CallChildWorkflowAsync(string workflowName, object? input = null, ChildWorkflowTaskOptions? options = null)
        => CallChildWorkflowAsync<object?>(workflowName, input, options);

    /// <summary>A logger that is silent during replay.</summary>
    public abstract ILogger CreateReplaySafeLogger(string categoryName);

    /// <summary>A logger that is silent during replay.</summary>
    public abstract ILogger CreateReplaySafeLogger(Type type);

    /// <summary>A logger that is silent during replay.</summary>
    public abstract ILogger CreateReplaySafeLogger<T>();

    /// <summary>Ends this run and starts the instance again with a new input and an empty history.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>A new id; the same on every replay.</summary>
    public abstract Guid NewGuid();
}
