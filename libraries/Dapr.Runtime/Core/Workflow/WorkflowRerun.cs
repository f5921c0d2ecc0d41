using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Errors;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>How a workflow begins that repeats an ended one from one of its events.</summary>
/// <param name="Instance">The new workflow.</param>
/// <param name="History">What it has behind it: the old history up to and including the event.</param>
/// <param name="Inbox">Outcomes, known from the old run, of what was asked for before the event.</param>
/// <param name="Activities">Activities to run (again).</param>
/// <param name="Timers">Timers to wait for (again).</param>
/// <param name="Starts">Child workflows to start (again).</param>
internal sealed record WorkflowRerun(
    NewInstance Instance,
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<HistoryEvent> Inbox,
    IReadOnlyList<PendingActivity> Activities,
    IReadOnlyList<PendingTimer> Timers,
    IReadOnlyList<NewInstance> Starts)
{
    public static WorkflowRerun Plan(
        InstanceKey key, WorkflowState source, IReadOnlyList<HistoryEvent> old, RerunWorkflowFromEventRequest request, DateTimeOffset now)
    {
        var place = old.ToList().FindIndex(happened => Asks(happened) && happened.EventId == request.EventID);
        if (place < 0)
        {
            throw RuntimeErrors.NotFound.With(
                $"'{request.SourceInstanceID}' has no activity, timer or child workflow with the event ID {request.EventID}");
        }

        var execution = Guid.NewGuid().ToString("N");
        var history = old.Take(place + 1).Select(happened => Renamed(happened, key, execution, request)).ToList();
        var started = history.First(happened => happened.ExecutionStarted is not null);
        var answered = history.Select(AnswerTo).OfType<int>().ToHashSet();
        var known = old.Skip(place + 1)
            .Where(happened => AnswerTo(happened) is { } task && task != request.EventID)
            .ToLookup(happened => AnswerTo(happened)!.Value);
        var open = history.Where(happened => Asks(happened) && !answered.Contains(happened.EventId)).ToList();
        var again = open.Where(happened => !known.Contains(happened.EventId)).ToList();
        return new WorkflowRerun(
            new NewInstance(key, started, null),
            history,
            [.. open.SelectMany(happened => known[happened.EventId]).Select(happened => happened.Clone())],
            [.. again.Where(happened => happened.TaskScheduled is not null).Select(happened => new PendingActivity(key, execution, happened))],
            [.. again.Where(happened => happened.TimerCreated is not null)
                .Select(happened => Workflow.Timers.Of(key, execution, happened.EventId, happened.TimerCreated.FireAt))],
            [.. again.Where(happened => happened.ChildWorkflowInstanceCreated is not null)
                .Select(happened => Child(key, source.Name, execution, happened, now))]);
    }

    private static bool Asks(HistoryEvent happened) =>
        happened.TaskScheduled is not null || happened.TimerCreated is not null || happened.ChildWorkflowInstanceCreated is not null;

    private static int? AnswerTo(HistoryEvent happened) =>
        happened.TaskCompleted?.TaskScheduledId ?? happened.TaskFailed?.TaskScheduledId ?? happened.TimerFired?.TimerId
        ?? happened.ChildWorkflowInstanceCompleted?.TaskScheduledId ?? happened.ChildWorkflowInstanceFailed?.TaskScheduledId;

    private static HistoryEvent Renamed(HistoryEvent old, InstanceKey key, string execution, RerunWorkflowFromEventRequest request)
    {
        var happened = old.Clone();
        if (happened.ExecutionStarted is { } started)
        {
            started.WorkflowInstance = new WorkflowInstance { InstanceId = key.InstanceId, ExecutionId = execution };
            started.ParentInstance = null;
        }

        var target = Asks(happened) && happened.EventId == request.EventID;
        if (target && request.OverwriteInput && happened.TaskScheduled is { } scheduled) scheduled.Input = request.Input;
        if (happened.ChildWorkflowInstanceCreated is { } child)
        {
            if (target && request.OverwriteInput) child.Input = request.Input;
            child.InstanceId = target && request.HasNewChildWorkflowInstanceID ? request.NewChildWorkflowInstanceID : key.ChildId(happened.EventId);
        }

        return happened;
    }

    private static NewInstance Child(InstanceKey parent, string parentName, string execution, HistoryEvent created, DateTimeOffset now)
    {
        var asked = created.ChildWorkflowInstanceCreated;
        var app = created.Router is { HasTargetAppID: true, TargetAppID.Length: > 0 } router ? router.TargetAppID : parent.AppId;
        var started = new HistoryEvent { EventId = HistoryEvents.NoAction, Timestamp = Timestamp.FromDateTimeOffset(now) };
        var link = new ParentInstanceInfo
        {
            TaskScheduledId = created.EventId,
            Name = parentName,
            AppID = parent.AppId,
            WorkflowInstance = new WorkflowInstance { InstanceId = parent.InstanceId, ExecutionId = execution },
        };
        started.ExecutionStarted = new ExecutionStartedEvent
        {
            Name = asked.Name,
            Version = asked.Version,
            Input = asked.Input,
            ParentInstance = link,
            WorkflowInstance = new WorkflowInstance { InstanceId = asked.InstanceId, ExecutionId = Guid.NewGuid().ToString("N") },
        };
        return new NewInstance(new InstanceKey(app, asked.InstanceId), started, link);
    }
}
