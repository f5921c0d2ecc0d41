using Microsoft.Data.Sqlite;

namespace MlPlatform.Aws.Documents;

/// <summary>Tables and connection settings of the SQLite document store.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE documents (
            kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (kind, id)) WITHOUT ROWID;
        CREATE TABLE entries (
            kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL,
            PRIMARY KEY (kind, name, key, id)) WITHOUT ROWID;
        CREATE INDEX entries_of_document ON entries (kind, id);
        CREATE TABLE outbox (sequence INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, body BLOB NOT NULL);
        """;

    /// <summary>Opens a connection in WAL mode with full synchronisation: what is committed survives a crash.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; PRAGMA cache_size = -4096;");
        return connection;
    }

    public static void Create(SqliteConnection connection)
    {
        var version = (long)connection.Scalar("PRAGMA user_version;")!;
        if (version > Version)
        {
            throw new InvalidOperationException(
                $"{connection.DataSource} was written by a newer version (schema {version}; this one knows {Version}).");
        }

        if (version == 0) connection.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }

    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
