using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>
/// The context of one turn. Everything that the code awaits here completes on the thread that replays, one completion after the other in the order of
/// the history, so the code runs single-threaded and the same each time.
/// </summary>
internal sealed class ReplayContext(string name, string instanceId, ILoggerFactory loggers, JsonSerializerOptions json) : WorkflowContext
{
    private DeterministicGuid _guids = new(instanceId);
    private TaskRouter? _router;
    private DateTime _now;
    private int _thread;

    /// <summary>The steps of the code.</summary>
    public StepLedger Steps { get; } = new();

    /// <summary>The events raised to the instance.</summary>
    public EventInbox Inbox { get; } = new();

    /// <summary>The status that the code has set, as JSON.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>The new input, when the code has asked to start again.</summary>
    public Restart? RestartAsked { get; private set; }

    /// <summary>Whether the events applied now are of the past.</summary>
    public bool Replaying { get; set; } = true;

    public override string Name => name;

    public override string InstanceId => instanceId;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => Replaying;

    /// <summary>Ties the code to the current thread, until <see cref="Leave"/>.</summary>
    public void Enter() => _thread = Environment.CurrentManagedThreadId;

    /// <summary>Ends the turn: whatever still runs may not use the context.</summary>
    public void Leave() => _thread = 0;

    /// <summary>Sets the time of the turn.</summary>
    public void BeginTurn(DateTime now) => _now = now;

    /// <summary>Takes from the start event what makes ids unique to this run.</summary>
    public void BeginRun(HistoryEvent started)
    {
        _router = started.Router;
        _guids = new DeterministicGuid(string.Create(
            CultureInfo.InvariantCulture,
            $"{instanceId}/{started.ExecutionStarted.WorkflowInstance?.ExecutionId}/{started.Timestamp?.ToDateTime().Ticks}"));
    }

    public override Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null)
    {
        EnsureInTurn();
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var origin = new TimerOriginActivityRetry { TaskExecutionId = ExecutionId() };
        return RetryAsync(
            options?.RetryPolicy,
            () => Outcome<T>(name, Steps.Open(Routed(options, new WorkflowAction
            {
                ScheduleTask = new ScheduleTaskAction { Name = name, Input = Write(input), TaskExecutionId = ExecutionId() },
            }))),
            timer => timer.ActivityRetry = origin);
    }

    public override Task<TResult> CallChildWorkflowAsync<TResult>(
        string workflowName, object? input = null, ChildWorkflowTaskOptions? options = null)
    {
        EnsureInTurn();
        ArgumentException.ThrowIfNullOrWhiteSpace(workflowName);
        var origin = new TimerOriginChildWorkflowRetry();
        return RetryAsync(
            options?.RetryPolicy,
            () =>
            {
                var child = new CreateChildWorkflowAction
                {
                    Name = workflowName,
                    Input = Write(input),
                    InstanceId = string.IsNullOrEmpty(options?.InstanceId) ? NewGuid().ToString("N") : options.InstanceId,
                };
                origin.InstanceId = origin.InstanceId.Length == 0 ? child.InstanceId : origin.InstanceId;
                return Outcome<TResult>(workflowName, Steps.Open(Routed(options, new WorkflowAction { CreateChildWorkflow = child })));
            },
            timer => timer.ChildWorkflowRetry = origin);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        EnsureInTurn();
        cancellationToken.ThrowIfCancellationRequested();
        return TimerAsync(fireAt, static timer => timer.CreateTimer = new TimerOriginCreateTimer(), cancellationToken);
    }

    public override async Task<T> WaitForExternalEventAsync<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureInTurn();
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        if (Inbox.TryTake(eventName) is { } early)
        {
            return Read<T>(early.Input);
        }

        var waiter = Inbox.Wait(eventName);
        await using var registration = cancellationToken.UnsafeRegister(
            _ => Cancel(waiter, cancellationToken), state: null);
        return Read<T>((await waiter.Completion.Task).Input);
    }

    public override async Task<T> WaitForExternalEventAsync<T>(string eventName, TimeSpan timeout)
    {
        EnsureInTurn();
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        if (timeout < TimeSpan.Zero)
        {
            return await WaitForExternalEventAsync<T>(eventName, CancellationToken.None);
        }

        if (Inbox.TryTake(eventName) is { } early)
        {
            return Read<T>(early.Input);
        }

        var timerId = Steps.NextId;
        var timer = TimerAsync(
            _now + timeout, to => to.ExternalEvent = new TimerOriginExternalEvent { Name = eventName }, CancellationToken.None);
        var waiter = Inbox.Wait(eventName);
        if (await Task.WhenAny(waiter.Completion.Task, timer) == timer)
        {
            Inbox.Abandon(waiter);
            throw new TaskCanceledException($"The event '{eventName}' was not raised within {timeout}.");
        }

        Steps.Abandon(timerId);
        return Read<T>((await waiter.Completion.Task).Input);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureInTurn();
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        Steps.Post(new WorkflowAction
        {
            SendEvent = new SendEventAction { Instance = new WorkflowInstance { InstanceId = instanceId }, Name = eventName, Data = Write(payload) },
        });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureInTurn();
        CustomStatus = Write(customStatus);
    }

    public override ILogger CreateReplaySafeLogger(string categoryName) => new ReplaySafeLogger(loggers.CreateLogger(categoryName), this);

    public override ILogger CreateReplaySafeLogger(System.Type type) => new ReplaySafeLogger(loggers.CreateLogger(type), this);

    public override ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureInTurn();
        RestartAsked = new Restart(Write(newInput), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        EnsureInTurn();
        return _guids.Next();
    }

    private string? Write(object? value) => WorkflowJson.Write(value, json);

    private T Read<T>(string? text) => WorkflowJson.Read<T>(text, json)!;

    private string ExecutionId() => _guids.Of(string.Create(CultureInfo.InvariantCulture, $"step/{Steps.NextId}")).ToString("N");

    private WorkflowAction Routed(WorkflowTaskOptions? options, WorkflowAction action)
    {
        if (options?.TargetAppId is { Length: > 0 } target)
        {
            action.Router = new TaskRouter { SourceAppID = _router?.SourceAppID ?? string.Empty, TargetAppID = target };
        }

        return action;
    }

    private async Task TimerAsync(DateTime fireAt, Action<CreateTimerAction> setOrigin, CancellationToken cancellationToken)
    {
        var action = new CreateTimerAction { FireAt = Timestamp.FromDateTime(fireAt.ToUniversalTime()) };
        setOrigin(action);
        var id = Steps.NextId;
        var fired = Steps.Open(new WorkflowAction { CreateTimer = action });
        await using var registration = cancellationToken.UnsafeRegister(_ => Steps.Cancel(id, cancellationToken), state: null);
        await fired;
    }

    private async Task<T> RetryAsync<T>(WorkflowRetryPolicy? policy, Func<Task<T>> attempt, Action<CreateTimerAction> setOrigin)
    {
        var began = _now;
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await attempt();
            }
            catch (WorkflowTaskFailedException failed)
                when (!failed.FailureDetails.IsNonRetriable && policy?.DelayAfter(failures, _now - began) is { } delay)
            {
                await TimerAsync(_now + delay, setOrigin, CancellationToken.None);
            }
        }
    }

    private async Task<T> Outcome<T>(string step, Task<HistoryEvent> completion)
    {
        var completed = await completion;
        return completed.EventTypeCase switch
        {
            HistoryEvent.EventTypeOneofCase.TaskCompleted => Read<T>(completed.TaskCompleted.Result),
            HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceCompleted => Read<T>(completed.ChildWorkflowInstanceCompleted.Result),
            HistoryEvent.EventTypeOneofCase.TaskFailed => throw Failure(step, completed.TaskFailed.TaskScheduledId, completed.TaskFailed.FailureDetails),
            HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceFailed => throw Failure(
                step, completed.ChildWorkflowInstanceFailed.TaskScheduledId, completed.ChildWorkflowInstanceFailed.FailureDetails),
            _ => throw new NonDeterministicWorkflowException($"'{step}' was completed by a {completed.EventTypeCase} event."),
        };
    }

    private static WorkflowTaskFailedException Failure(string step, int id, TaskFailureDetails? details)
    {
        var known = FailureDetailsConverter.FromWire(details) ?? new WorkflowTaskFailureDetails("Unknown", "No details were recorded.");
        return new WorkflowTaskFailedException(
            string.Create(CultureInfo.InvariantCulture, $"Task '{step}' (#{id}) failed with an unhandled exception: {known.ErrorMessage}"), known);
    }

    private void Cancel(EventInbox.Waiter waiter, CancellationToken cancellationToken)
    {
        Inbox.Abandon(waiter);
        waiter.Completion.TrySetCanceled(cancellationToken);
    }

    private void EnsureInTurn()
    {
        if (_thread != Environment.CurrentManagedThreadId)
        {
            throw new NonDeterministicWorkflowException(
                $"The workflow '{name}' uses its context outside its own thread: it must await nothing but the tasks of its context (no Task.Run, Task.Delay, I/O).");
        }
    }

    /// <summary>The wish to start again.</summary>
    public sealed record Restart(string? Input, bool KeepEvents);
}
