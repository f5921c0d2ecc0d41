using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Dapr;

namespace MlPlatform.Testing;

/// <summary>Runs a workflow's code in this process: activities come from a service provider, inputs and outputs go through JSON as on the wire.</summary>
/// <param name="activities">Creates activities.</param>
/// <param name="types">The activity types by name.</param>
/// <param name="runs">How often each activity runs before its answer counts; a redelivery runs it twice.</param>
internal sealed class InProcessWorkflow(IServiceProvider activities, IEnumerable<Type> types, int runs = 1) : WorkflowContext
{
    private readonly Dictionary<string, Type> byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource<string>> events = new(StringComparer.OrdinalIgnoreCase);

    public override string Name => "workflow";
    public override string InstanceId => "instance";
    public override DateTime CurrentUtcDateTime => DateTime.UtcNow;
    public override bool IsReplaying => false;

    /// <summary>The activities that ran, in order.</summary>
    public List<string> Calls { get; } = [];

    public override async Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null)
    {
        object? output = null;
        for (var run = 0; run < runs; run++)
        {
            Calls.Add(name);
            var activity = (IWorkflowActivity)ActivatorUtilities.CreateInstance(activities, byName[name]);
            output = await activity.RunAsync(null!, Copy(input, activity.InputType));
        }

        return (T)Copy(output, typeof(T))!;
    }

    public void Raise(string eventName, object payload)
    {
        lock (events) Source(eventName).TrySetResult(JsonSerializer.Serialize(payload));
    }

    public override async Task<T> WaitForExternalEventAsync<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Task<string> raised;
        lock (events) raised = Source(eventName).Task;
        var payload = await raised.WaitAsync(cancellationToken);
        lock (events) events.Remove(eventName);
        return JsonSerializer.Deserialize<T>(payload)!;
    }

    public override async Task<T> WaitForExternalEventAsync<T>(string eventName, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        return await WaitForExternalEventAsync<T>(eventName, deadline.Token);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => Task.Delay(fireAt - CurrentUtcDateTime, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload) => Raise(eventName, payload);

    public override void SetCustomStatus(object? customStatus)
    {
    }

    public override Task<TResult> CallChildWorkflowAsync<TResult>(string workflowName, object? input = null, ChildWorkflowTaskOptions? options = null) =>
        throw new NotSupportedException("No workflow here has children.");

    public override ILogger CreateReplaySafeLogger(string categoryName) => NullLogger.Instance;

    public override ILogger CreateReplaySafeLogger(Type type) => NullLogger.Instance;

    public override ILogger CreateReplaySafeLogger<T>() => NullLogger.Instance;

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        throw new NotSupportedException("No workflow here continues as new.");

    public override Guid NewGuid() => Guid.NewGuid();

    private TaskCompletionSource<string> Source(string name)
    {
        if (!events.TryGetValue(name, out var source)) events[name] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return source;
    }

    private static object? Copy(object? value, Type type) => JsonSerializer.Deserialize(JsonSerializer.Serialize(value), type);
}
