using Google.Protobuf;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>The statements over the workflow tables. They run inside the writer's transactions and are what decides: a change
/// that no longer fits what is stored (an ended workflow, an outcome recorded before) changes nothing.</summary>
internal static class WorkflowTables
{
    /// <summary>Creates a workflow, in place of an ended one of the same id; false where one of that id still runs.</summary>
    public static bool Create(SqlSession session, NewInstance instance, WorkflowState state, long now)
    {
        var (app, id) = (instance.Key.AppId, instance.Key.InstanceId);
        var running = session.Scalar(
            $"SELECT count(*) FROM workflow WHERE app = ? AND instance = ? AND status NOT IN {WorkflowStatus.TerminalSql}", app, id);
        if (running > 0) return false;
        Delete(session, instance.Key);
        session.Execute(
            "INSERT INTO workflow (app, instance, execution, status, created, updated, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
            app, id, instance.Execution, (long)state.WorkflowStatus, now, now, state.ToByteArray());
        return true;
    }

    /// <summary>Removes everything of a workflow; false where there is none.</summary>
    public static bool Delete(SqlSession session, InstanceKey key)
    {
        if (session.Execute("DELETE FROM workflow WHERE app = ? AND instance = ?", key.AppId, key.InstanceId) == 0) return false;
        session.Execute("DELETE FROM workflow_history WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);
        ClearPending(session, key);
        return true;
    }

    /// <summary>Removes what a workflow still waits for.</summary>
    public static void ClearPending(SqlSession session, InstanceKey key)
    {
        session.Execute("DELETE FROM workflow_inbox WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);
        session.Execute("DELETE FROM workflow_activity WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);
        session.Execute("DELETE FROM workflow_timer WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);
    }

    /// <summary>Removes what an ended workflow no longer waits for; activities it did not wait for still run.</summary>
    public static void ClearWaiting(SqlSession session, InstanceKey key)
    {
        session.Execute("DELETE FROM workflow_inbox WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);
        ClearTimers(session, key);
    }

    public static void ClearTimers(SqlSession session, InstanceKey key) =>
        session.Execute("DELETE FROM workflow_timer WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);

    /// <summary>Puts an event into the inbox of a workflow that still runs (this execution of it, where one is named); null where
    /// none does.</summary>
    public static long? Post(SqlSession session, OutgoingEvent outgoing, InboxSequence sequence)
    {
        var id = sequence.Next();
        var (app, instance) = (outgoing.Target.AppId, outgoing.Target.InstanceId);
        var posted = session.Execute(
            $"""
            INSERT INTO workflow_inbox (id, app, instance, event) SELECT ?, ?, ?, ? WHERE EXISTS (
                SELECT 1 FROM workflow WHERE app = ? AND instance = ? AND status NOT IN {WorkflowStatus.TerminalSql} AND (? IS NULL OR execution = ?))
            """,
            id, app, instance, outgoing.Event.ToByteArray(), app, instance, outgoing.Execution, outgoing.Execution);
        return posted == 1 ? id : null;
    }

    public static void RemoveInbox(SqlSession session, long id) => session.Execute("DELETE FROM workflow_inbox WHERE id = ?", id);

    /// <summary>Sets state and status of an execution that still runs; false where it does not.</summary>
    public static bool Update(SqlSession session, InstanceKey key, string execution, WorkflowState state, long now) => session.Execute(
        $"""
        UPDATE workflow SET execution = ?, updated = ?, state = ?,
            status = CASE WHEN status = {(int)OrchestrationStatus.Suspended} AND ? NOT IN {WorkflowStatus.TerminalSql} THEN status ELSE ? END
        WHERE app = ? AND instance = ? AND execution = ? AND status NOT IN {WorkflowStatus.TerminalSql}
        """,
        state.ExecutionId, now, state.ToByteArray(), (long)state.WorkflowStatus, (long)state.WorkflowStatus,
        key.AppId, key.InstanceId, execution) == 1;

    /// <summary>Notes that an execution went on, where nothing but its history changed.</summary>
    public static bool Touch(SqlSession session, InstanceKey key, string execution, long now) => session.Execute(
        $"""
        UPDATE workflow SET updated = ? WHERE app = ? AND instance = ? AND execution = ? AND status NOT IN {WorkflowStatus.TerminalSql}
        """,
        now, key.AppId, key.InstanceId, execution) == 1;

    /// <summary>Marks a running workflow as suspended, or a suspended one as running.</summary>
    public static void SetSuspended(SqlSession session, InstanceKey key, bool suspended) => session.Execute(
        $"UPDATE workflow SET status = ? WHERE app = ? AND instance = ? AND status NOT IN {WorkflowStatus.TerminalSql}",
        (long)(suspended ? OrchestrationStatus.Suspended : OrchestrationStatus.Running), key.AppId, key.InstanceId);

    public static void AppendHistory(SqlSession session, InstanceKey key, IReadOnlyList<HistoryEvent> events) => session.Execute(
        """
        INSERT INTO workflow_history (app, instance, turn, events)
        VALUES (?, ?, 1 + coalesce((SELECT max(turn) FROM workflow_history WHERE app = ? AND instance = ?), 0), ?)
        """,
        key.AppId, key.InstanceId, key.AppId, key.InstanceId, HistoryEvents.Pack(events));

    public static void ClearHistory(SqlSession session, InstanceKey key) =>
        session.Execute("DELETE FROM workflow_history WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);

    public static void AddActivity(SqlSession session, PendingActivity activity) => session.Execute(
        "INSERT OR REPLACE INTO workflow_activity (app, instance, execution, task, event) VALUES (?, ?, ?, ?, ?)",
        activity.Owner.AppId, activity.Owner.InstanceId, activity.Execution, activity.TaskId, activity.Scheduled.ToByteArray());

    /// <summary>Takes an activity off the list; false where its outcome is recorded already or nobody wants it any more.</summary>
    public static bool RemoveActivity(SqlSession session, InstanceKey owner, string execution, int task) => session.Execute(
        "DELETE FROM workflow_activity WHERE app = ? AND instance = ? AND execution = ? AND task = ?",
        owner.AppId, owner.InstanceId, execution, task) == 1;

    public static void AddTimer(SqlSession session, PendingTimer timer) => session.Execute(
        "INSERT OR REPLACE INTO workflow_timer (app, instance, execution, timer, due, event) VALUES (?, ?, ?, ?, ?, ?)",
        timer.Owner.AppId, timer.Owner.InstanceId, timer.Execution, timer.TimerId, timer.Due, timer.Event.ToByteArray());

    public static bool RemoveTimer(SqlSession session, PendingTimer timer) => session.Execute(
        "DELETE FROM workflow_timer WHERE app = ? AND instance = ? AND execution = ? AND timer = ?",
        timer.Owner.AppId, timer.Owner.InstanceId, timer.Execution, timer.TimerId) == 1;

    /// <summary>Keeps of an inbox only what the next execution may want.</summary>
    public static void DropAnswers(SqlSession session, InstanceKey key)
    {
        foreach (var item in WorkflowQueries.Inbox(session, key))
        {
            if (HistoryEvents.IsAnswer(item.Event)) RemoveInbox(session, item.Id);
        }
    }
}

/// <summary>Gives inbox rows their ids, in the order in which they are committed.</summary>
internal sealed class InboxSequence(long last)
{
    private long _last = last;

    public long Next() => ++_last;
}
