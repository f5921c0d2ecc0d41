using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>The changes that several operations share, made inside one of the writer's transactions.</summary>
internal sealed class WorkflowChanges(SqlSession session, InboxSequence sequence, DateTimeOffset now)
{
    private readonly long _now = now.ToUnixTimeMilliseconds();

    public WorkflowEffects Effects { get; } = new();

    public void Post(OutgoingEvent outgoing)
    {
        if (WorkflowTables.Post(session, outgoing, sequence) is { } id) Effects.Posted.Add((outgoing, id));
    }

    /// <summary>Creates a workflow and shows it its start, or puts that off; false where the id is taken, of which the parent hears.</summary>
    public bool Start(NewInstance instance)
    {
        var state = StateOf(instance);
        if (!WorkflowTables.Create(session, instance, state, _now))
        {
            TellParentOfTakenId(instance);
            return false;
        }

        Effects.Created.Add((instance, state));
        if (Timers.OfStart(instance, _now) is { } timer) Add(timer);
        else Post(new OutgoingEvent(instance.Key, instance.Execution, instance.Started));
        return true;
    }

    /// <summary>Creates a workflow that begins in the middle; false where its id is taken.</summary>
    public bool Rerun(WorkflowRerun rerun)
    {
        var state = StateOf(rerun.Instance);
        state.WorkflowStatus = OrchestrationStatus.Running;
        if (!WorkflowTables.Create(session, rerun.Instance, state, _now)) return false;
        WorkflowTables.AppendHistory(session, rerun.Instance.Key, rerun.History);
        Effects.Created.Add((rerun.Instance, state));
        foreach (var known in rerun.Inbox) Post(new OutgoingEvent(rerun.Instance.Key, rerun.Instance.Execution, known));
        foreach (var activity in rerun.Activities) Add(activity);
        foreach (var timer in rerun.Timers) Add(timer);
        foreach (var child in rerun.Starts) Start(child);
        return true;
    }

    public void Add(PendingTimer timer)
    {
        WorkflowTables.AddTimer(session, timer);
        Effects.Timers.Add(timer);
    }

    public void Add(PendingActivity activity)
    {
        WorkflowTables.AddActivity(session, activity);
        Effects.Activities.Add(activity);
    }

    /// <summary>Ends a workflow at once, whatever its worker is doing; false where none of that name runs.</summary>
    public bool Terminate(InstanceKey key, string? output, bool recursive)
    {
        if (WorkflowQueries.Find(session, key) is not { } stored || WorkflowStatus.IsTerminal(stored.State.WorkflowStatus)) return false;
        var history = WorkflowQueries.History(session, key);
        var start = StartOf(key, history);
        var completed = new ExecutionCompletedEvent { WorkflowStatus = OrchestrationStatus.Terminated, Result = output };
        var state = Completed(stored.State, completed, now);
        WorkflowTables.Update(session, key, state.ExecutionId, state, _now);
        WorkflowTables.ClearPending(session, key);
        WorkflowTables.AppendHistory(session, key, Termination(output, recursive, completed));
        Effects.Ended.Add(stored with { State = state });
        if (start is not null && ParentAnswer.Of(key, start, completed, now) is { } answer) Post(answer);
        if (recursive)
        {
            foreach (var child in WorkflowFamily.Children(key, history)) Terminate(child, output, recursive: true);
        }

        return true;
    }

    /// <summary>The state of a workflow that has ended.</summary>
    public static WorkflowState Completed(WorkflowState before, ExecutionCompletedEvent completed, DateTimeOffset now)
    {
        var state = before.Clone();
        state.WorkflowStatus = completed.WorkflowStatus;
        state.Output = completed.Result;
        state.FailureDetails = completed.FailureDetails;
        state.CompletedTimestamp = Timestamp.FromDateTimeOffset(now);
        state.LastUpdatedTimestamp = state.CompletedTimestamp;
        return state;
    }

    private WorkflowState StateOf(NewInstance instance)
    {
        var started = instance.Event;
        var moment = Timestamp.FromDateTimeOffset(now);
        var state = new WorkflowState
        {
            InstanceId = instance.Key.InstanceId,
            Name = started.Name,
            Version = started.Version,
            Input = started.Input,
            ExecutionId = instance.Execution,
            WorkflowStatus = OrchestrationStatus.Pending,
            ScheduledStartTimestamp = started.ScheduledStartTimestamp,
            CreatedTimestamp = moment,
            LastUpdatedTimestamp = moment,
            ParentInstanceId = instance.Parent?.WorkflowInstance.InstanceId,
            ParentAppId = instance.Parent is { HasAppID: true } parent ? parent.AppID : null,
        };
        state.Tags.Add(started.Tags);
        return state;
    }

    private void TellParentOfTakenId(NewInstance instance)
    {
        if (instance.Parent is not { } parent) return;
        var failure = new TaskFailureDetails
        {
            ErrorType = "InstanceIdTaken",
            ErrorMessage = $"A workflow with the id '{instance.Key.InstanceId}' is already running.",
            IsNonRetriable = true,
        };
        Post(new OutgoingEvent(
            new InstanceKey(parent.AppID, parent.WorkflowInstance.InstanceId),
            parent.WorkflowInstance.ExecutionId,
            HistoryEvents.Failed(now, parent.TaskScheduledId, failure)));
    }

    private ExecutionStartedEvent? StartOf(InstanceKey key, List<HistoryEvent> history) =>
        history.Concat(WorkflowQueries.Inbox(session, key).Select(item => item.Event))
            .LastOrDefault(happened => happened.ExecutionStarted is not null)?.ExecutionStarted;

    private HistoryEvent[] Termination(string? output, bool recursive, ExecutionCompletedEvent completed)
    {
        var terminated = HistoryEvents.At(now);
        terminated.ExecutionTerminated = new ExecutionTerminatedEvent { Input = output, Recurse = recursive };
        var ended = HistoryEvents.At(now);
        ended.ExecutionCompleted = completed;
        return [terminated, ended];
    }
}
