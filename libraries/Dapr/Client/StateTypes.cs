namespace MlPlatform.Dapr;

/// <summary>How up to date a read must be.</summary>
public enum ConsistencyMode
{
    /// <summary>The read may lag behind.</summary>
    Eventual,

    /// <summary>The read sees every acknowledged write.</summary>
    Strong,
}

/// <summary>Which of two concurrent writes wins.</summary>
public enum ConcurrencyMode
{
    /// <summary>The first: a write with an outdated entity tag is refused.</summary>
    FirstWrite,

    /// <summary>The last.</summary>
    LastWrite,
}

/// <summary>What one write or delete of a transaction does.</summary>
public enum StateOperationType
{
    /// <summary>Writes the key.</summary>
    Upsert,

    /// <summary>Deletes the key.</summary>
    Delete,
}

/// <summary>Options of a state operation.</summary>
public class StateOptions
{
    /// <summary>How up to date the operation must be.</summary>
    public ConsistencyMode? Consistency { get; set; }

    /// <summary>Which of two concurrent writes wins.</summary>
    public ConcurrencyMode? Concurrency { get; set; }
}

/// <summary>One write or delete of a transaction.</summary>
public sealed class StateTransactionRequest(
    string key,
    byte[]? value,
    StateOperationType operationType,
    string? etag = null,
    IReadOnlyDictionary<string, string>? metadata = null,
    StateOptions? options = null)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The bytes to write; null for a delete.</summary>
    public byte[]? Value { get; set; } = value;

    /// <summary>Write or delete.</summary>
    public StateOperationType OperationType { get; set; } = operationType;

    /// <summary>The entity tag that must match.</summary>
    public string? ETag { get; set; } = etag;

    /// <summary>Metadata of the key, <c>ttlInSeconds</c> for one.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; set; } = metadata;

    /// <summary>Options of the operation.</summary>
    public StateOptions? Options { get; set; } = options;
}

/// <summary>One key of a bulk read, its value as text.</summary>
public readonly record struct BulkStateItem(string Key, string Value, string ETag);

/// <summary>One key of a bulk read.</summary>
public readonly record struct BulkStateItem<TValue>(string Key, TValue Value, string ETag);

/// <summary>One key of a bulk write.</summary>
public readonly record struct SaveStateItem<TValue>(
    string Key, TValue Value, string? ETag, StateOptions? StateOptions = null, IReadOnlyDictionary<string, string>? Metadata = null);

/// <summary>One key of a bulk delete.</summary>
public readonly record struct BulkDeleteStateItem(
    string Key, string? ETag, StateOptions? StateOptions = null, IReadOnlyDictionary<string, string>? Metadata = null);
