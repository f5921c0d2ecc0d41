using System.Collections.Concurrent;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Core.Workflow;

namespace MlPlatform.Dapr.Runtime.Tests.Workflow;

/// <summary>A worker without an SDK: it answers each turn with the actions a test names, and runs activities as a test says.</summary>
internal sealed class ScriptedWorker : IAsyncDisposable
{
    private readonly WorkflowWorkerBlock _block;
    private readonly string _appId;
    private readonly Worker _worker;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ScriptedWorker(WorkflowWorkerBlock block, string appId, Script script)
    {
        (_block, _appId) = (block, appId);
        _worker = block.Connect(appId);
        _running = RunAsync(script);
    }

    /// <summary>The names of the activities that ran.</summary>
    public ConcurrentQueue<string> Ran { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _block.Disconnect(_appId, _worker);
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(Script script)
    {
        await foreach (var order in _worker.Outgoing.ReadAllAsync(_stop.Token))
        {
            var item = order.Build();
            if (item.WorkflowRequest is { } turn) await AnswerAsync(script, turn, item.CompletionToken);
            else await AnswerAsync(script, item.ActivityRequest, item.CompletionToken);
        }
    }

    private Task AnswerAsync(Script script, WorkflowRequest turn, string token)
    {
        var response = new WorkflowResponse { InstanceId = turn.InstanceId, CompletionToken = token };
        response.Actions.Add(script.Turn(new Seen(turn)));
        return _block.CompleteTurnAsync(_appId, response);
    }

    private async Task AnswerAsync(Script script, ActivityRequest activity, string token)
    {
        if (script.Activity(activity) is not { } result) return;
        Ran.Enqueue(activity.Name);
        await _block.CompleteActivityAsync(_appId, new ActivityResponse
        {
            InstanceId = activity.WorkflowInstance.InstanceId,
            TaskId = activity.TaskId,
            CompletionToken = token,
            Result = result,
        });
    }
}

/// <summary>What a worker does: the actions of a turn, and the result of an activity (null: it never answers).</summary>
internal sealed record Script(Func<Seen, IEnumerable<WorkflowAction>> Turn)
{
    public Func<ActivityRequest, string?> Activity { get; init; } = activity => activity.Input;
}

/// <summary>What a turn is shown: the history and the new events, in order.</summary>
internal sealed class Seen(WorkflowRequest request)
{
    public string InstanceId => request.InstanceId;

    public IReadOnlyList<HistoryEvent> New => request.NewEvents;

    public IReadOnlyList<HistoryEvent> All { get; } = [.. request.PastEvents, .. request.NewEvents];

    public string Name => Start.Name;

    public string? Input => Start.Input;

    public int Scheduled => All.Count(happened => happened.TaskScheduled is not null);

    public IReadOnlyList<string> Results => [.. All.Select(happened => happened.TaskCompleted?.Result).OfType<string>()];

    private ExecutionStartedEvent Start => All.Select(happened => happened.ExecutionStarted).OfType<ExecutionStartedEvent>().Last();
}

/// <summary>Makes actions.</summary>
internal static class Act
{
    public static WorkflowAction Schedule(int id, string name, string? input = null, string? app = null) => new()
    {
        Id = id,
        ScheduleTask = new ScheduleTaskAction { Name = name, Input = input },
        Router = app is null ? null : new TaskRouter { TargetAppID = app },
    };

    public static WorkflowAction Timer(int id, DateTimeOffset fireAt) => new()
    {
        Id = id,
        CreateTimer = new CreateTimerAction { FireAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(fireAt) },
    };

    public static WorkflowAction Child(int id, string name, string? input = null, string instanceId = "") => new()
    {
        Id = id,
        CreateChildWorkflow = new CreateChildWorkflowAction { Name = name, Input = input, InstanceId = instanceId },
    };

    public static WorkflowAction Complete(int id, string? result, OrchestrationStatus status = OrchestrationStatus.Completed) => new()
    {
        Id = id,
        CompleteWorkflow = new CompleteWorkflowAction { WorkflowStatus = status, Result = result },
    };
}
