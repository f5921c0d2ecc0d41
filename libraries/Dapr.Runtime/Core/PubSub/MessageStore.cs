using System.Collections.Concurrent;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>A subscriber's row: an app's place in a topic. Everything up to the cursor is done with.</summary>
internal sealed record Subscriber(long Id, long TopicId, long Cursor);

/// <summary>A message about to be stored.</summary>
internal sealed record NewMessage(byte[] Body, bool Raw, long? Expires);

/// <summary>The durable side of publish and subscribe: topics as ordered logs, one cursor per subscriber, and what is to be retried.</summary>
internal sealed class MessageStore
{
    private const int TrimBatch = 2000;

    /// <summary>Delivered messages stay this long, so that an app that starts a little later still finds them.</summary>
    private static readonly TimeSpan DeliveredKept = TimeSpan.FromMinutes(2);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string PubSub, string Topic), long> _topics = new();
    private readonly ConcurrentDictionary<long, Signal[]> _signals = new();

    // Given out by the writer alone, in the order of commits; a number lost to a failed group leaves a harmless gap.
    private long _sequence;

    public MessageStore(Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _sequence = database.Read(session => session.Scalar(
            "SELECT max((SELECT coalesce(max(seq), 0) FROM message), (SELECT coalesce(max(cursor), 0) FROM subscriber))")) ?? 0;
    }

    /// <summary>Appends messages to a topic, all in one transaction; they are durable when the task completes.</summary>
    public async Task AppendAsync(string pubSub, string topic, IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken)
    {
        var id = await TopicAsync(pubSub, topic, cancellationToken).ConfigureAwait(false);
        var now = _time.Milliseconds();
        await _database.WriteAsync(session => Append(session, id, messages, now), cancellationToken).ConfigureAwait(false);
        Announce(id);
    }

    /// <summary>The next messages of a topic after a place.</summary>
    public IReadOnlyList<StoredMessage> Read(long topic, long after, int limit) => _database.Read(session =>
    {
        var messages = new List<StoredMessage>();
        using var rows = session.Query(
            "SELECT seq, body, raw, expires FROM message WHERE topic = ? AND seq > ? ORDER BY seq LIMIT ?", topic, after, limit);
        while (rows.Read()) messages.Add(Message(rows));
        return messages;
    });

    /// <summary>One message, or null where it is gone.</summary>
    public StoredMessage? Find(long sequence) => _database.Read(session =>
    {
        using var rows = session.Query("SELECT seq, body, raw, expires FROM message WHERE seq = ?", sequence);
        return rows.Read() ? Message(rows) : null;
    });

    /// <summary>The subscriber of an app on a topic; a new one starts at the oldest message that is still kept.</summary>
    public async Task<Subscriber> SubscribeAsync(string pubSub, string topic, string appId, CancellationToken cancellationToken)
    {
        var id = await TopicAsync(pubSub, topic, cancellationToken).ConfigureAwait(false);
        return await _database.WriteAsync(session =>
        {
            session.Execute("INSERT OR IGNORE INTO subscriber (topic, app, cursor) VALUES (?, ?, 0)", id, appId);
            using var rows = session.Query("SELECT id, cursor FROM subscriber WHERE topic = ? AND app = ?", id, appId);
            return rows.Read() ? new Subscriber(rows.Integer(0), id, rows.Integer(1)) : throw RowMissing();
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets subscribers of an app on topics it no longer names.</summary>
    public Task KeepOnlyAsync(string appId, IReadOnlyCollection<long> subscribers, CancellationToken cancellationToken) =>
        _database.WriteAsync(session =>
        {
            var gone = new List<long>();
            using (var rows = session.Query("SELECT id FROM subscriber WHERE app = ?", appId))
            {
                while (rows.Read()) gone.Add(rows.Integer(0));
            }

            foreach (var id in gone.Except(subscribers)) Forget(session, id);
        }, cancellationToken);

    /// <summary>Forgets the subscribers of apps that are no longer there.</summary>
    public Task KeepOnlyAppsAsync(IReadOnlyCollection<string> apps, CancellationToken cancellationToken) =>
        _database.WriteAsync(session =>
        {
            var gone = new List<long>();
            using (var rows = session.Query("SELECT id, app FROM subscriber"))
            {
                while (rows.Read())
                {
                    if (!apps.Contains(rows.Text(1))) gone.Add(rows.Integer(0));
                }
            }

            foreach (var id in gone) Forget(session, id);
        }, cancellationToken);

    public Task MoveCursorAsync(long subscriber, long cursor, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            session => session.Execute("UPDATE subscriber SET cursor = ? WHERE id = ? AND cursor < ?", cursor, subscriber, cursor),
            cancellationToken);

    public IReadOnlyList<RetryEntry> Retries(long subscriber) => _database.Read(session =>
    {
        var retries = new List<RetryEntry>();
        using var rows = session.Query("SELECT seq, attempts, due FROM retry WHERE subscriber = ? ORDER BY due", subscriber);
        while (rows.Read()) retries.Add(new RetryEntry(rows.Integer(0), (int)rows.Integer(1), rows.Integer(2)));
        return retries;
    });

    public Task SaveRetryAsync(long subscriber, RetryEntry entry, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            session => session.Execute(
                "INSERT OR REPLACE INTO retry (subscriber, seq, attempts, due) VALUES (?, ?, ?, ?)",
                subscriber, entry.Sequence, entry.Attempts, entry.Due),
            cancellationToken);

    public Task RemoveRetryAsync(long subscriber, long sequence, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => session.Execute("DELETE FROM retry WHERE subscriber = ? AND seq = ?", subscriber, sequence), cancellationToken);

    /// <summary>Moves a message to a dead-letter topic: there and no longer to be retried, in one transaction.</summary>
    public async Task DeadLetterAsync(
        long subscriber, long sequence, (string PubSub, string Topic) target, NewMessage message, CancellationToken cancellationToken)
    {
        var id = await TopicAsync(target.PubSub, target.Topic, cancellationToken).ConfigureAwait(false);
        var now = _time.Milliseconds();
        await _database.WriteAsync(session =>
        {
            Append(session, id, [message], now);
            session.Execute("DELETE FROM retry WHERE subscriber = ? AND seq = ?", subscriber, sequence);
        }, cancellationToken).ConfigureAwait(false);
        Announce(id);
    }

    /// <summary>Removes what every subscriber is done with, and what nobody came for within the retention; looks at a bounded number of
    /// messages of each topic. Tells how many went.</summary>
    public Task<int> TrimAsync(TimeSpan retention, CancellationToken cancellationToken)
    {
        var now = _time.Milliseconds();
        var delivered = now - (long)DeliveredKept.TotalMilliseconds;
        var unclaimed = now - (long)retention.TotalMilliseconds;
        return _database.WriteAsync(
            session => Topics(session).Sum(topic => topic.Cursor is { } cursor
                ? Trim(session, topic.Id, cursor, delivered)
                : Trim(session, topic.Id, long.MaxValue, unclaimed)),
            cancellationToken);
    }

    /// <summary>Has the signal set whenever the topic gets a message.</summary>
    public void Watch(long topic, Signal signal) => _signals.AddOrUpdate(topic, [signal], (_, watchers) => [.. watchers, signal]);

    public void Unwatch(long topic, Signal signal) =>
        _signals.AddOrUpdate(topic, [], (_, watchers) => [.. watchers.Where(watcher => watcher != signal)]);

    private bool Append(SqlSession session, long topic, IReadOnlyList<NewMessage> messages, long now)
    {
        foreach (var message in messages)
        {
            session.Execute(
                "INSERT INTO message (seq, topic, body, raw, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
                ++_sequence, topic, message.Body, message.Raw, now, message.Expires);
        }

        return true;
    }

    private void Announce(long topic)
    {
        if (!_signals.TryGetValue(topic, out var watchers)) return;
        foreach (var watcher in watchers) watcher.Set();
    }

    private async ValueTask<long> TopicAsync(string pubSub, string topic, CancellationToken cancellationToken)
    {
        if (_topics.TryGetValue((pubSub, topic), out var known)) return known;
        var id = await _database.WriteAsync(session =>
        {
            session.Execute("INSERT OR IGNORE INTO topic (pubsub, name) VALUES (?, ?)", pubSub, topic);
            return session.Scalar("SELECT id FROM topic WHERE pubsub = ? AND name = ?", pubSub, topic) ?? throw RowMissing();
        }, cancellationToken).ConfigureAwait(false);
        return _topics.GetOrAdd((pubSub, topic), id);
    }

    /// <summary>Every topic, with the place that all its subscribers have reached (null: it has none).</summary>
    private static List<(long Id, long? Cursor)> Topics(SqlSession session)
    {
        var topics = new List<(long, long?)>();
        using var rows = session.Query("SELECT id, (SELECT min(cursor) FROM subscriber s WHERE s.topic = topic.id) FROM topic");
        while (rows.Read()) topics.Add((rows.Integer(0), rows.IntegerOrNull(1)));
        return topics;
    }

    private static int Trim(SqlSession session, long topic, long upTo, long before) => session.Execute(
        """
        DELETE FROM message WHERE seq IN (
            SELECT seq FROM (SELECT seq, created FROM message WHERE topic = ? AND seq <= ? ORDER BY seq LIMIT ?)
            WHERE created < ?) AND NOT EXISTS (SELECT 1 FROM retry WHERE retry.seq = message.seq)
        """,
        topic, upTo, TrimBatch, before);

    private static void Forget(SqlSession session, long subscriber)
    {
        session.Execute("DELETE FROM retry WHERE subscriber = ?", subscriber);
        session.Execute("DELETE FROM subscriber WHERE id = ?", subscriber);
    }

    private static InvalidOperationException RowMissing() => new("A row just written is not there.");

    private static StoredMessage Message(SqlRows rows) => new(rows.Integer(0), rows.Blob(1), rows.Integer(2) != 0, rows.IntegerOrNull(3));
}
