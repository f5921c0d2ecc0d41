using SQLitePCL;

namespace MlPlatform.Dapr.Runtime.Storage;

/// <summary>The database refused: a full disk, a damaged file, a broken statement.</summary>
public sealed class StorageException(string message, int code) : Exception(message)
{
    /// <summary>SQLite's result code.</summary>
    public int Code { get; } = code;

    /// <summary>Whether the disk is full.</summary>
    public bool DiskFull => Code == raw.SQLITE_FULL;
}
