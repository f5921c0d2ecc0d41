using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MlPlatform.Pipelines.Tests.Executions;

/// <summary>Runs a workflow in memory: activities are called at once, timers fire at once and move the clock, events are raised by the test.</summary>
internal sealed class FakeWorkflowContext(Func<string, object?, Task<object?>> activities) : WorkflowContext
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> _events = new(StringComparer.OrdinalIgnoreCase);
    private DateTime _now = DateTime.UnixEpoch;

    public override string Name => "workflow";

    public override string InstanceId => "instance";

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => false;

    public void Raise(string name, object? payload) => Event(name).TrySetResult(payload);

    public override async Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null)
    {
        await Task.Yield();
        return (T)(await activities(name, input))!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (fireAt > _now) _now = fireAt;
    }

    public override async Task<T> WaitForExternalEventAsync<T>(string eventName, CancellationToken cancellationToken = default) =>
        (T)(await Event(eventName).Task)!;

    public override Task<T> WaitForExternalEventAsync<T>(string eventName, TimeSpan timeout) => WaitForExternalEventAsync<T>(eventName);

    public override void SendEvent(string instanceId, string eventName, object payload) => Raise(eventName, payload);

    public override void SetCustomStatus(object? customStatus)
    {
    }

    public override Task<TResult> CallChildWorkflowAsync<TResult>(string workflowName, object? input = null, ChildWorkflowTaskOptions? options = null) =>
        throw new NotSupportedException("No child workflows here.");

    public override ILogger CreateReplaySafeLogger(string categoryName) => NullLogger.Instance;

    public override ILogger CreateReplaySafeLogger(Type type) => NullLogger.Instance;

    public override ILogger CreateReplaySafeLogger<T>() => NullLogger.Instance;

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

    public override Guid NewGuid() => Guid.Empty;

    private TaskCompletionSource<object?> Event(string name) =>
        _events.GetOrAdd(name, _ => new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously));
}
