using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>A workflow as it is stored.</summary>
internal sealed record StoredInstance(InstanceKey Key, WorkflowState State);

/// <summary>Reads the workflow tables.</summary>
internal static class WorkflowQueries
{
    private const string Columns = "app, instance, execution, status, created, updated, state";

    public static StoredInstance? Find(SqlSession session, InstanceKey key)
    {
        using var rows = session.Query($"SELECT {Columns} FROM workflow WHERE app = ? AND instance = ?", key.AppId, key.InstanceId);
        return rows.Read() ? Instance(rows) : null;
    }

    public static List<StoredInstance> Running(SqlSession session)
    {
        var instances = new List<StoredInstance>();
        using var rows = session.Query($"SELECT {Columns} FROM workflow WHERE status NOT IN {WorkflowStatus.TerminalSql}");
        while (rows.Read()) instances.Add(Instance(rows));
        return instances;
    }

    /// <summary>Instances of an app in the order of their ids.</summary>
    public static List<StoredInstance> Page(SqlSession session, string appId, string after, long limit)
    {
        var instances = new List<StoredInstance>();
        using var rows = session.Query($"SELECT {Columns} FROM workflow WHERE app = ? AND instance > ? ORDER BY instance LIMIT ?", appId, after, limit);
        while (rows.Read()) instances.Add(Instance(rows));
        return instances;
    }

    public static List<HistoryEvent> History(SqlSession session, InstanceKey key)
    {
        var events = new List<HistoryEvent>();
        using var rows = session.Query("SELECT events FROM workflow_history WHERE app = ? AND instance = ? ORDER BY turn", key.AppId, key.InstanceId);
        while (rows.Read()) events.AddRange(HistoryEvents.Unpack(rows.Blob(0)));
        return events;
    }

    public static List<InboxEvent> Inbox(SqlSession session, InstanceKey key)
    {
        var events = new List<InboxEvent>();
        using var rows = session.Query("SELECT id, event FROM workflow_inbox WHERE app = ? AND instance = ? ORDER BY id", key.AppId, key.InstanceId);
        while (rows.Read()) events.Add(new InboxEvent(rows.Integer(0), HistoryEvent.Parser.ParseFrom(rows.Blob(1))));
        return events;
    }

    public static List<PendingActivity> Activities(SqlSession session)
    {
        var activities = new List<PendingActivity>();
        using var rows = session.Query("SELECT app, instance, execution, event FROM workflow_activity ORDER BY rowid");
        while (rows.Read())
        {
            activities.Add(new PendingActivity(new InstanceKey(rows.Text(0), rows.Text(1)), rows.Text(2), HistoryEvent.Parser.ParseFrom(rows.Blob(3))));
        }

        return activities;
    }

    public static List<PendingTimer> Timers(SqlSession session)
    {
        var timers = new List<PendingTimer>();
        using var rows = session.Query("SELECT app, instance, execution, timer, due, event FROM workflow_timer");
        while (rows.Read())
        {
            timers.Add(new PendingTimer(
                new InstanceKey(rows.Text(0), rows.Text(1)), rows.Text(2), (int)rows.Integer(3), rows.Integer(4), HistoryEvent.Parser.ParseFrom(rows.Blob(5))));
        }

        return timers;
    }

    public static long LastInboxId(SqlSession session) => session.Scalar("SELECT max(id) FROM workflow_inbox") ?? 0;

    private static StoredInstance Instance(SqlRows rows)
    {
        var state = WorkflowState.Parser.ParseFrom(rows.Blob(6));
        state.ExecutionId = rows.Text(2);
        state.WorkflowStatus = (OrchestrationStatus)rows.Integer(3);
        state.CreatedTimestamp = Moment(rows.Integer(4));
        state.LastUpdatedTimestamp = Moment(rows.Integer(5));
        return new StoredInstance(new InstanceKey(rows.Text(0), rows.Text(1)), state);
    }

    private static Timestamp Moment(long milliseconds) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
