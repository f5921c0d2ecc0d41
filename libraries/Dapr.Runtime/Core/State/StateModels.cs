namespace MlPlatform.Dapr.Runtime.Core.State;

/// <summary>Who wins when two writers meet: the first (a write needs the current ETag, or an absent key) or the last.</summary>
internal enum StateConcurrency
{
    LastWrite,
    FirstWrite,
}

/// <summary>What a state operation does to its key.</summary>
internal enum StateOperationKind
{
    Upsert,
    Delete,
}

/// <summary>One change of one key.</summary>
internal sealed record StateOperation(StateOperationKind Kind, string Key, byte[] Value)
{
    public string? ETag { get; init; }

    public StateConcurrency Concurrency { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = Core.Metadata.Empty;
}

/// <summary>A stored value.</summary>
internal sealed record StateEntry(byte[] Value, string ETag, DateTimeOffset? Expires);
