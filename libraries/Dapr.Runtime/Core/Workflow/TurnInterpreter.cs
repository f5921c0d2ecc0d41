using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>Turns the actions that a worker answers with into what is to be stored and done. Touches nothing.</summary>
internal sealed class TurnInterpreter(InstanceKey key, ExecutionStartedEvent start, DateTimeOffset now, Func<string> newExecutionId)
{
    private readonly TurnOutcome _outcome = new();

    /// <summary>Reads a worker's answer to the events it was shown.</summary>
    public TurnOutcome Read(IReadOnlyList<HistoryEvent> shown, WorkflowResponse response)
    {
        _outcome.CustomStatus = response.CustomStatus;
        _outcome.History.AddRange(shown);
        if (response.Version is { } version && shown.FirstOrDefault(happened => happened.WorkflowStarted is not null) is { } started)
        {
            started.WorkflowStarted.Version = version;
        }

        foreach (var action in response.Actions)
        {
            Read(action);
            if (_outcome.NextExecution is not null || _outcome.Completed is not null || _outcome.Stalled) break;
        }

        return _outcome;
    }

    private void Read(WorkflowAction action)
    {
        switch (action.WorkflowActionTypeCase)
        {
            case WorkflowAction.WorkflowActionTypeOneofCase.ScheduleTask:
                Schedule(action);
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.CreateTimer:
                CreateTimer(action);
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.CreateChildWorkflow:
                CreateChild(action);
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.CreateDetachedWorkflow:
                CreateDetached(action);
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.SendEvent:
                SendEvent(action);
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.TerminateWorkflow:
                _outcome.Terminations.Add((new InstanceKey(key.AppId, action.TerminateWorkflow.InstanceId), action.TerminateWorkflow));
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.CompleteWorkflow:
                Complete(action);
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.WorkflowVersionNotAvailable:
                _outcome.Stalled = true;
                break;
        }
    }

    private void Schedule(WorkflowAction action)
    {
        var asked = action.ScheduleTask;
        var happened = Record(action);
        happened.TaskScheduled = new TaskScheduledEvent
        {
            Name = asked.Name,
            Version = asked.Version,
            Input = asked.Input,
            TaskExecutionId = asked.TaskExecutionId,
            ParentTraceContext = start.ParentTraceContext,
        };
        _outcome.Activities.Add(happened);
    }

    private void CreateTimer(WorkflowAction action)
    {
        var asked = action.CreateTimer;
        var created = new TimerCreatedEvent { FireAt = asked.FireAt };
        if (asked.HasName) created.Name = asked.Name;
        switch (asked.OriginCase)
        {
            case CreateTimerAction.OriginOneofCase.CreateTimer:
                created.CreateTimer = asked.CreateTimer;
                break;
            case CreateTimerAction.OriginOneofCase.ExternalEvent:
                created.ExternalEvent = asked.ExternalEvent;
                break;
            case CreateTimerAction.OriginOneofCase.ActivityRetry:
                created.ActivityRetry = asked.ActivityRetry;
                break;
            case CreateTimerAction.OriginOneofCase.ChildWorkflowRetry:
                created.ChildWorkflowRetry = asked.ChildWorkflowRetry;
                break;
        }

        Record(action).TimerCreated = created;
        _outcome.Timers.Add(Timers.Of(key, Execution, action.Id, asked.FireAt));
    }

    private void CreateChild(WorkflowAction action)
    {
        var asked = action.CreateChildWorkflow;
        var id = asked.InstanceId.Length > 0 ? asked.InstanceId : key.ChildId(action.Id);
        Record(action).ChildWorkflowInstanceCreated = new ChildWorkflowInstanceCreatedEvent
        {
            InstanceId = id,
            Name = asked.Name,
            Version = asked.Version,
            Input = asked.Input,
            ParentTraceContext = start.ParentTraceContext,
            RetryParentInstanceInfo = asked.RetryParentInstanceInfo,
        };
        var parent = new ParentInstanceInfo
        {
            TaskScheduledId = action.Id,
            Name = start.Name,
            WorkflowInstance = new WorkflowInstance { InstanceId = key.InstanceId, ExecutionId = Execution },
            AppID = key.AppId,
        };
        Start(new InstanceKey(TargetApp(action), id), parent, new ExecutionStartedEvent { Name = asked.Name, Version = asked.Version, Input = asked.Input });
    }

    private void CreateDetached(WorkflowAction action)
    {
        var asked = action.CreateDetachedWorkflow;
        var id = asked.InstanceId.Length > 0 ? asked.InstanceId : key.ChildId(action.Id);
        Record(action).DetachedWorkflowInstanceCreated = new DetachedWorkflowInstanceCreatedEvent { InstanceId = id };
        var started = new ExecutionStartedEvent
        {
            Name = asked.Name,
            Version = asked.Version,
            Input = asked.Input,
            ScheduledStartTimestamp = asked.ScheduledStartTimestamp,
        };
        started.Tags.Add(asked.Tags);
        Start(new InstanceKey(TargetApp(action), id), null, started);
    }

    private void Start(InstanceKey target, ParentInstanceInfo? parent, ExecutionStartedEvent started)
    {
        started.WorkflowInstance = new WorkflowInstance { InstanceId = target.InstanceId, ExecutionId = newExecutionId() };
        started.ParentInstance = parent;
        started.ParentTraceContext = start.ParentTraceContext;
        var happened = HistoryEvents.At(now);
        happened.ExecutionStarted = started;
        _outcome.Starts.Add(new NewInstance(target, happened, parent));
    }

    private void SendEvent(WorkflowAction action)
    {
        var asked = action.SendEvent;
        Record(action).EventSent = new EventSentEvent { InstanceId = asked.Instance.InstanceId, Name = asked.Name, Input = asked.Data };
        var raised = HistoryEvents.At(now);
        raised.EventRaised = new EventRaisedEvent { Name = asked.Name, Input = asked.Data };
        _outcome.Events.Add(new OutgoingEvent(new InstanceKey(TargetApp(action), asked.Instance.InstanceId), null, raised));
    }

    private void Complete(WorkflowAction action)
    {
        var asked = action.CompleteWorkflow;
        if (asked.WorkflowStatus == OrchestrationStatus.ContinuedAsNew)
        {
            _outcome.NextExecution = [NextStart(asked), .. asked.CarryoverEvents];
            return;
        }

        _outcome.Completed = new ExecutionCompletedEvent
        {
            WorkflowStatus = asked.WorkflowStatus,
            Result = asked.Result,
            FailureDetails = asked.FailureDetails,
        };
        Record(action).ExecutionCompleted = _outcome.Completed;
        if (ParentAnswer.Of(key, start, _outcome.Completed, now) is { } answer) _outcome.Events.Add(answer);
    }

    private HistoryEvent NextStart(CompleteWorkflowAction asked)
    {
        var happened = HistoryEvents.At(now);
        happened.ExecutionStarted = start.Clone();
        happened.ExecutionStarted.Input = asked.Result;
        happened.ExecutionStarted.ScheduledStartTimestamp = null;
        if (asked.NewVersion is not null) happened.ExecutionStarted.Version = asked.NewVersion;
        happened.ExecutionStarted.WorkflowInstance = new WorkflowInstance { InstanceId = key.InstanceId, ExecutionId = newExecutionId() };
        return happened;
    }

    private string Execution => start.WorkflowInstance.ExecutionId;

    private string TargetApp(WorkflowAction action) =>
        action.Router is { HasTargetAppID: true, TargetAppID.Length: > 0 } router ? router.TargetAppID : key.AppId;

    private HistoryEvent Record(WorkflowAction action)
    {
        var happened = HistoryEvents.At(now, action.Id);
        happened.Router = action.Router?.Clone() ?? new TaskRouter();
        happened.Router.SourceAppID = key.AppId;
        _outcome.History.Add(happened);
        return happened;
    }
}
