using SQLitePCL;

namespace MlPlatform.Dapr.Runtime.Storage;

/// <summary>One parameter of a statement: null, an integer, a text or a blob.</summary>
internal readonly struct SqlValue
{
    private readonly object? _reference;
    private readonly long _integer;
    private readonly bool _isInteger;

    private SqlValue(object? reference) => _reference = reference;

    private SqlValue(long integer)
    {
        _integer = integer;
        _isInteger = true;
    }

    public static SqlValue Null => default;

    public static implicit operator SqlValue(long value) => new(value);

    public static implicit operator SqlValue(long? value) => value is { } integer ? new(integer) : default;

    public static implicit operator SqlValue(bool value) => new(value ? 1L : 0L);

    public static implicit operator SqlValue(string? value) => new(value);

    public static implicit operator SqlValue(byte[]? value) => new(value);

    internal void Bind(sqlite3_stmt statement, int index)
    {
        var result = (_isInteger, _reference) switch
        {
            (true, _) => raw.sqlite3_bind_int64(statement, index, _integer),
            (_, string text) => raw.sqlite3_bind_text(statement, index, text),
            (_, byte[] blob) => raw.sqlite3_bind_blob(statement, index, blob),
            _ => raw.sqlite3_bind_null(statement, index),
        };
        if (result != raw.SQLITE_OK) throw new StorageException($"Parameter {index} could not be bound (SQLite code {result}).", result);
    }
}
