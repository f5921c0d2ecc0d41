using System.Text.Json.Serialization;

namespace MlPlatform.Dapr;

/// <summary>One event of a bulk publish.</summary>
public sealed class BulkPublishEntry<TValue>(
    string entryId, TValue eventData, string contentType, IReadOnlyDictionary<string, string>? metadata = null)
{
    /// <summary>The id of the event within the request.</summary>
    public string EntryId { get; } = entryId;

    /// <summary>The payload.</summary>
    public TValue EventData { get; } = eventData;

    /// <summary>The media type of the payload.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>Metadata of this event.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; } = metadata;
}

/// <summary>One event of a bulk publish that was not published.</summary>
public sealed class BulkPublishResponseFailedEntry<TValue>(BulkPublishEntry<TValue> entry, string errorMessage)
{
    /// <summary>The event.</summary>
    public BulkPublishEntry<TValue> Entry { get; } = entry;

    /// <summary>Why it was not published.</summary>
    public string ErrorMessage { get; } = errorMessage;
}

/// <summary>The outcome of a bulk publish.</summary>
public sealed class BulkPublishResponse<TValue>(List<BulkPublishResponseFailedEntry<TValue>> failedEntries)
{
    /// <summary>The events that were not published.</summary>
    public List<BulkPublishResponseFailedEntry<TValue>> FailedEntries { get; } = failedEntries;
}

/// <summary>An event whose CloudEvents attributes the publisher sets.</summary>
public class CloudEvent
{
    /// <summary>Where the event comes from.</summary>
    [JsonPropertyName("source")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Uri? Source { get; init; }

    /// <summary>What kind of event it is.</summary>
    [JsonPropertyName("type")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>What the event is about.</summary>
    [JsonPropertyName("subject")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subject { get; init; }
}

/// <summary>An event with a payload whose CloudEvents attributes the publisher sets.</summary>
public class CloudEvent<TData>(TData data) : CloudEvent
{
    /// <summary>The payload.</summary>
    [JsonPropertyName("data")]
    public TData Data { get; } = data;

    /// <summary>The media type of the payload.</summary>
    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; } = "application/json";
}
