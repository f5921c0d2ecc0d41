using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>The worker's half of the workflow building block: work goes out, answers come in, each recorded once.</summary>
internal sealed class WorkflowWorkerBlock(TaskHub hub)
{
    public Worker Connect(string appId) => hub.Pool(appId).Connect();

    public void Disconnect(string appId, Worker worker) => hub.Pool(appId).Disconnect(worker);

    /// <summary>Records the outcome of an activity; a second outcome of the same one changes nothing.</summary>
    public async Task CompleteActivityAsync(string appId, ActivityResponse response)
    {
        if (!ActivityToken.TryRead(response.CompletionToken, out var owner, out var execution, out var task))
        {
            // Workers of an older protocol show no token; theirs are activities of their own app.
            owner = new InstanceKey(appId, response.InstanceId);
            (execution, task) = (hub.Running(owner)?.Execution ?? "", response.TaskId);
        }

        var happened = Outcome(task, response);
        await hub.CommitAsync((session, changes) =>
        {
            if (!WorkflowTables.RemoveActivity(session, owner, execution, task)) return false;
            changes.Post(new OutgoingEvent(owner, execution, happened));
            return true;
        }).ConfigureAwait(false);
        hub.Pool(appId).Answered(ActivityToken.Write(owner, execution, task));
    }

    /// <summary>Records a turn and does what its actions ask for; an answer to a turn that is over changes nothing.</summary>
    public async Task CompleteTurnAsync(string appId, WorkflowResponse response)
    {
        var instance = hub.Running(new InstanceKey(appId, response.InstanceId));
        if (instance is null || Claim(instance, response.CompletionToken) is not { } turn)
        {
            hub.Pool(appId).Answered(response.CompletionToken);
            return;
        }

        try
        {
            await RecordAsync(instance, turn, response).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            lock (instance.Lock) instance.Turn = null;
            _ = hub.ScheduleLaterAsync(instance);
            throw;
        }
        finally
        {
            hub.Pool(appId).Answered(turn.Token);
        }
    }

    private static WorkflowTurn? Claim(RunningInstance instance, string token)
    {
        lock (instance.Lock)
        {
            if (instance.Turn is not { Answered: false, Shown: not null } turn) return null;
            if (token.Length > 0 && token != turn.Token) return null;
            turn.Answered = true;
            return turn;
        }
    }

    private async Task RecordAsync(RunningInstance instance, WorkflowTurn turn, WorkflowResponse response)
    {
        var now = hub.Time.GetUtcNow();
        var start = instance.Start ?? throw new InvalidOperationException($"The workflow {instance.Key.InstanceId} has a turn but no start.");
        var outcome = new TurnInterpreter(instance.Key, start, now, () => Guid.NewGuid().ToString("N")).Read(turn.Shown!, response);
        if (outcome.Stalled)
        {
            Stall(instance);
            return;
        }

        var before = instance.State;
        var after = StateAfter(before, outcome, now);
        var recorded = await hub.CommitAsync(
            (session, changes) => Record(session, changes, turn, before, after, outcome),
            () => Advance(turn, outcome, after)).ConfigureAwait(false);
        if (!recorded) return;
        if (outcome.Completed is not null) hub.End(instance);
        else if (before.WorkflowStatus != after.WorkflowStatus) hub.Changed(instance.Key);
        hub.Schedule(instance);
    }

    private static bool Record(
        SqlSession session, WorkflowChanges changes, WorkflowTurn turn, WorkflowState before, WorkflowState after, TurnOutcome outcome)
    {
        var key = turn.Instance.Key;
        var moment = after.LastUpdatedTimestamp.ToDateTimeOffset().ToUnixTimeMilliseconds();
        var onlyTime = outcome.Completed is null && outcome.NextExecution is null
            && before.WorkflowStatus == after.WorkflowStatus && before.CustomStatus == after.CustomStatus;
        var running = onlyTime
            ? WorkflowTables.Touch(session, key, before.ExecutionId, moment)
            : WorkflowTables.Update(session, key, before.ExecutionId, after, moment);
        if (!running) return false;
        foreach (var id in turn.Consumed) WorkflowTables.RemoveInbox(session, id);
        if (outcome.NextExecution is { } next) BeginAnew(session, changes, key, after.ExecutionId, next);
        else WorkflowTables.AppendHistory(session, key, outcome.History);
        foreach (var scheduled in outcome.Activities) changes.Add(new PendingActivity(key, after.ExecutionId, scheduled));
        if (outcome.Completed is null && outcome.NextExecution is null) outcome.Timers.ForEach(changes.Add);
        foreach (var started in outcome.Starts) changes.Start(started);
        foreach (var sent in outcome.Events) changes.Post(sent);
        foreach (var (target, action) in outcome.Terminations) changes.Terminate(target, action.Reason, action.Recurse);
        if (outcome.Completed is not null) WorkflowTables.ClearWaiting(session, key);
        return true;
    }

    private static void BeginAnew(SqlSession session, WorkflowChanges changes, InstanceKey key, string execution, List<HistoryEvent> next)
    {
        WorkflowTables.ClearHistory(session, key);
        WorkflowTables.DropAnswers(session, key);
        WorkflowTables.ClearTimers(session, key);
        foreach (var happened in next) changes.Post(new OutgoingEvent(key, execution, happened));
    }

    /// <summary>Brings the copy in memory to what has been committed.</summary>
    private void Advance(WorkflowTurn turn, TurnOutcome outcome, WorkflowState after)
    {
        var instance = turn.Instance;
        lock (instance.Lock)
        {
            instance.State = after;
            instance.Turn = null;
            foreach (var id in turn.Consumed) instance.Inbox.Remove(id);
            if (outcome.NextExecution is not null) instance.BeginAnew();
            else instance.History?.AddRange(outcome.History);
            if (!instance.Ready && !hub.KeepsHistories) instance.History = null;
        }
    }

    /// <summary>The worker does not have this workflow's version; another one may, so the turn waits for a while.</summary>
    private void Stall(RunningInstance instance)
    {
        lock (instance.Lock)
        {
            instance.Turn = null;
            instance.State = instance.State.Clone();
            instance.State.WorkflowStatus = OrchestrationStatus.Stalled;
        }

        hub.Changed(instance.Key);
        _ = hub.ScheduleLaterAsync(instance);
    }

    private static WorkflowState StateAfter(WorkflowState before, TurnOutcome outcome, DateTimeOffset now)
    {
        if (outcome.Completed is { } completed)
        {
            var ended = WorkflowChanges.Completed(before, completed, now);
            ended.CustomStatus = outcome.CustomStatus;
            return ended;
        }

        var after = before.Clone();
        after.WorkflowStatus = OrchestrationStatus.Running;
        after.CustomStatus = outcome.CustomStatus;
        after.LastUpdatedTimestamp = Timestamp.FromDateTimeOffset(now);
        after.StartedAt ??= after.LastUpdatedTimestamp;
        if (outcome.NextExecution is [{ ExecutionStarted: { } started }, ..])
        {
            after.ExecutionId = started.WorkflowInstance.ExecutionId;
            after.Input = started.Input;
        }

        return after;
    }

    private HistoryEvent Outcome(int task, ActivityResponse response)
    {
        var happened = HistoryEvents.At(hub.Time.GetUtcNow());
        if (response.FailureDetails is { } failure) happened.TaskFailed = new TaskFailedEvent { TaskScheduledId = task, FailureDetails = failure };
        else happened.TaskCompleted = new TaskCompletedEvent { TaskScheduledId = task, Result = response.Result };
        return happened;
    }
}
