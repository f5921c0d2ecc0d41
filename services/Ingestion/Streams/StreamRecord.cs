namespace MlPlatform.Ingestion.Streams;

/// <summary>A stream as its document keeps it.</summary>
internal sealed record StreamRecord
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>The folder of its logs, of a name that no stream before it had.</summary>
    public required string Folder { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required int ShardCount { get; init; }

    public required string Mode { get; init; }

    public required int RetentionHours { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
