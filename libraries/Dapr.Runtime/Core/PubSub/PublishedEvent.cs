namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>One event as an app publishes it.</summary>
internal sealed record PublishedEvent(string AppId, string PubSub, string Topic, byte[] Data)
{
    private const string DefaultContentType = "application/json";

    /// <summary>What the data is; JSON unless the publisher says otherwise.</summary>
    public string ContentType
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? DefaultContentType : value;
    }

    = DefaultContentType;

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = Core.Metadata.Empty;

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    /// <summary>When the event is no longer worth delivering.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether the data is stored as it is, without an envelope.</summary>
    public bool Raw => Metadata.Flag("rawPayload");

    public string? Setting(string name) => Metadata.GetValueOrDefault(name);
}
