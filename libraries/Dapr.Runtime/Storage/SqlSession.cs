using SQLitePCL;

namespace MlPlatform.Dapr.Runtime.Storage;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqlSession : IDisposable
{
    private readonly sqlite3 _database;
    private readonly Dictionary<string, SqlRows> _statements = new(StringComparer.Ordinal);

    static SqlSession() => Batteries_V2.Init();

    public SqlSession(string path, bool readOnly)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var result = raw.sqlite3_open_v2(path, out _database, flags, null);
        if (result != raw.SQLITE_OK) throw new StorageException($"The database {path} could not be opened (SQLite code {result}).", result);
        raw.sqlite3_busy_timeout(_database, 10_000);
    }

    /// <summary>Starts a query; the caller reads its rows and disposes it.</summary>
    public SqlRows Query(string sql, params ReadOnlySpan<SqlValue> parameters) => Prepare(sql).Start(parameters);

    /// <summary>Runs a statement and tells how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<SqlValue> parameters)
    {
        using var rows = Query(sql, parameters);
        while (rows.Read())
        {
            // A statement that answers rows (a pragma) is run to its end.
        }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>The first column of the first row as an integer, or null where there is no row or no value.</summary>
    public long? Scalar(string sql, params ReadOnlySpan<SqlValue> parameters)
    {
        using var rows = Query(sql, parameters);
        return rows.Read() ? rows.IntegerOrNull(0) : null;
    }

    /// <summary>Runs a script of several statements without parameters.</summary>
    public void Script(string sql)
    {
        var result = raw.sqlite3_exec(_database, sql);
        if (result != raw.SQLITE_OK) throw new StorageException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _database.Dispose();
    }

    private SqlRows Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) return known;
        var result = raw.sqlite3_prepare_v2(_database, sql, out var statement);
        if (result != raw.SQLITE_OK)
        {
            throw new StorageException($"{raw.sqlite3_errmsg(_database).utf8_to_string()} in: {sql}", result);
        }

        return _statements[sql] = new SqlRows(_database, statement, sql);
    }
}
