using SQLitePCL;

namespace MlPlatform.Dapr.Runtime.Storage;

/// <summary>A prepared statement under way. Disposing makes it ready for its next use.</summary>
internal sealed class SqlRows(sqlite3 database, sqlite3_stmt statement, string sql) : IDisposable
{
    private bool _busy;

    public SqlRows Start(ReadOnlySpan<SqlValue> parameters)
    {
        if (_busy) throw new InvalidOperationException($"The statement is already under way: {sql}");
        _busy = true;
        for (var index = 0; index < parameters.Length; index++) parameters[index].Bind(statement, index + 1);
        return this;
    }

    /// <summary>Moves to the next row.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(statement);
        return result switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            raw.SQLITE_FULL => throw new StorageException("The disk is full: the runtime could not store a change.", result),
            _ => throw new StorageException($"{raw.sqlite3_errmsg(database).utf8_to_string()} (SQLite code {result})", result),
        };
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public long? IntegerOrNull(int column) => IsNull(column) ? null : Integer(column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose()
    {
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
        _busy = false;
    }

    internal void Close() => statement.Dispose();
}
