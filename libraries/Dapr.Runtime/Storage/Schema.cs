namespace MlPlatform.Dapr.Runtime.Storage;

/// <summary>The tables. Times are milliseconds since 1970; history and events are protobuf messages of the task hub protocol.</summary>
internal static class Schema
{
    public const string Script = State + PubSub + Workflow;

    private const string State = """
        CREATE TABLE state (
            store TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, etag TEXT NOT NULL, expires INTEGER,
            PRIMARY KEY (store, key)) WITHOUT ROWID;
        CREATE INDEX state_expires ON state (expires) WHERE expires IS NOT NULL;
        """;

    private const string PubSub = """
        CREATE TABLE topic (id INTEGER PRIMARY KEY, pubsub TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (pubsub, name));
        CREATE TABLE message (
            seq INTEGER PRIMARY KEY, topic INTEGER NOT NULL, body BLOB NOT NULL, raw INTEGER NOT NULL,
            created INTEGER NOT NULL, expires INTEGER);
        CREATE INDEX message_topic ON message (topic, seq);
        CREATE TABLE subscriber (id INTEGER PRIMARY KEY, topic INTEGER NOT NULL, app TEXT NOT NULL, cursor INTEGER NOT NULL, UNIQUE (topic, app));
        CREATE TABLE retry (
            subscriber INTEGER NOT NULL, seq INTEGER NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
            PRIMARY KEY (subscriber, seq)) WITHOUT ROWID;
        CREATE INDEX retry_seq ON retry (seq);
        """;

    private const string Workflow = """
        CREATE TABLE workflow (
            app TEXT NOT NULL, instance TEXT NOT NULL, execution TEXT NOT NULL, status INTEGER NOT NULL,
            created INTEGER NOT NULL, updated INTEGER NOT NULL, state BLOB NOT NULL, PRIMARY KEY (app, instance)) WITHOUT ROWID;
        CREATE INDEX workflow_status ON workflow (status);
        CREATE TABLE workflow_history (
            app TEXT NOT NULL, instance TEXT NOT NULL, turn INTEGER NOT NULL, events BLOB NOT NULL,
            PRIMARY KEY (app, instance, turn));
        CREATE TABLE workflow_inbox (id INTEGER PRIMARY KEY, app TEXT NOT NULL, instance TEXT NOT NULL, event BLOB NOT NULL);
        CREATE INDEX workflow_inbox_instance ON workflow_inbox (app, instance);
        CREATE TABLE workflow_activity (
            app TEXT NOT NULL, instance TEXT NOT NULL, execution TEXT NOT NULL, task INTEGER NOT NULL, event BLOB NOT NULL,
            PRIMARY KEY (app, instance, execution, task));
        CREATE TABLE workflow_timer (
            app TEXT NOT NULL, instance TEXT NOT NULL, execution TEXT NOT NULL, timer INTEGER NOT NULL, due INTEGER NOT NULL, event BLOB NOT NULL,
            PRIMARY KEY (app, instance, execution, timer));
        """;
}
