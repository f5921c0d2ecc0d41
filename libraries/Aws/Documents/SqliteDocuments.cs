using System.Text;
using Microsoft.Data.Sqlite;

namespace MlPlatform.Aws.Documents;

/// <summary>The statements of the SQLite document store; the caller holds the transaction.</summary>
internal static class SqliteDocuments
{
    public static Document? Get(SqliteConnection connection, string kind, string id)
    {
        using var command = Command(connection, "SELECT version, body FROM documents WHERE kind = $kind AND id = $id",
            ("$kind", kind), ("$id", id));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new Document(kind, id, reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    public static long Put(SqliteConnection connection, DocumentWrite write)
    {
        var version = CheckVersion(connection, write.Kind, write.Id, write.ExpectedVersion) + 1;
        Run(connection, """
            INSERT INTO documents (kind, id, version, body) VALUES ($kind, $id, $version, $body)
            ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, body = excluded.body
            """, ("$kind", write.Kind), ("$id", write.Id), ("$version", version), ("$body", write.Body.ToArray()));
        DeleteEntries(connection, write.Kind, write.Id);
        foreach (var (name, key) in write.Indexes)
        {
            Run(connection, "INSERT INTO entries (kind, name, key, id) VALUES ($kind, $name, $key, $id)",
                ("$kind", write.Kind), ("$name", name), ("$key", key), ("$id", write.Id));
        }

        AddMessages(connection, write.Messages);
        return version;
    }

    /// <returns>1 when the document was there, else 0.</returns>
    public static long Delete(SqliteConnection connection, DocumentDelete delete)
    {
        if (CheckVersion(connection, delete.Kind, delete.Id, delete.ExpectedVersion) == 0) return 0;
        Run(connection, "DELETE FROM documents WHERE kind = $kind AND id = $id", ("$kind", delete.Kind), ("$id", delete.Id));
        DeleteEntries(connection, delete.Kind, delete.Id);
        AddMessages(connection, delete.Messages);
        return 1;
    }

    public static DocumentPage Query(SqliteConnection connection, DocumentQuery query)
    {
        var direction = query.Descending ? "DESC" : "ASC";
        var sql = new StringBuilder("""
            SELECT d.id, d.version, d.body, e.key FROM entries e JOIN documents d ON d.kind = e.kind AND d.id = e.id
            WHERE e.kind = $kind AND e.name = $name
            """);
        var parameters = new List<(string, object)> { ("$kind", query.Kind), ("$name", query.Index), ("$limit", query.Limit + 1) };
        if (query.Prefix is { Length: > 0 } prefix)
        {
            sql.Append(" AND e.key >= $prefix AND substr(e.key, 1, length($prefix)) = $prefix");
            parameters.Add(("$prefix", prefix));
        }

        if (query.From is not null) Add(" AND e.key >= $from", "$from", query.From);
        if (query.To is not null) Add(" AND e.key <= $to", "$to", query.To);
        if (query.PageToken is not null)
        {
            var (key, id) = PageToken.Read(query.PageToken);
            sql.Append(query.Descending ? " AND (e.key, e.id) < ($afterKey, $afterId)" : " AND (e.key, e.id) > ($afterKey, $afterId)");
            parameters.Add(("$afterKey", key));
            parameters.Add(("$afterId", id));
        }

        sql.Append($" ORDER BY e.key {direction}, e.id {direction} LIMIT $limit");
        using var command = Command(connection, sql.ToString(), [.. parameters]);
        using var reader = command.ExecuteReader();
        return ReadPage(reader, query);

        void Add(string clause, string name, object value)
        {
            sql.Append(clause);
            parameters.Add((name, value));
        }
    }

    public static IReadOnlyList<StoredMessage> Pending(SqliteConnection connection, int limit)
    {
        using var command = Command(connection, "SELECT sequence, topic, body FROM outbox ORDER BY sequence LIMIT $limit", ("$limit", limit));
        using var reader = command.ExecuteReader();
        var messages = new List<StoredMessage>();
        while (reader.Read())
        {
            messages.Add(new StoredMessage(reader.GetInt64(0).ToString("D", null), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        }

        return messages;
    }

    public static long Confirm(SqliteConnection connection, IReadOnlyList<StoredMessage> messages)
    {
        foreach (var message in messages) Run(connection, "DELETE FROM outbox WHERE sequence = $sequence", ("$sequence", long.Parse(message.Token, null)));
        return messages.Count;
    }

    private static DocumentPage ReadPage(SqliteDataReader reader, DocumentQuery query)
    {
        var documents = new List<Document>();
        string? next = null;
        var lastKey = "";
        while (reader.Read())
        {
            if (documents.Count == query.Limit)
            {
                next = PageToken.Write(lastKey, documents[^1].Id);
                break;
            }

            documents.Add(new Document(query.Kind, reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
            lastKey = reader.GetString(3);
        }

        return new DocumentPage(documents, next);
    }

    /// <returns>The stored version, 0 when there is none.</returns>
    private static long CheckVersion(SqliteConnection connection, string kind, string id, long? expected)
    {
        using var command = Command(connection, "SELECT version FROM documents WHERE kind = $kind AND id = $id", ("$kind", kind), ("$id", id));
        var stored = command.ExecuteScalar() is long version ? version : 0;
        return expected is null || expected == stored ? stored : throw new DocumentConflictException(kind, id);
    }

    private static void DeleteEntries(SqliteConnection connection, string kind, string id) =>
        Run(connection, "DELETE FROM entries WHERE kind = $kind AND id = $id", ("$kind", kind), ("$id", id));

    private static void AddMessages(SqliteConnection connection, IReadOnlyList<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            Run(connection, "INSERT INTO outbox (topic, body) VALUES ($topic, $body)", ("$topic", message.Topic), ("$body", message.Body.ToArray()));
        }
    }

    private static void Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
