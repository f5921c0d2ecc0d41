using System.Globalization;
using Google.Protobuf;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr;

/// <summary>The publish building block over gRPC.</summary>
internal sealed class PublishClient(Sidecar sidecar)
{
    public const string Json = "application/json";
    private const string CloudEvents = "application/cloudevents+json";

    public Task PublishAsync<TData>(
        string pubsubName, string topicName, TData data, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
        => PublishBytesAsync(
            new PublishEventRequest
            {
                PubsubName = pubsubName,
                Topic = topicName,
                Data = sidecar.Serialize(data),
                DataContentType = data is CloudEvent ? CloudEvents : Json,
            },
            metadata,
            cancellationToken);

    public Task PublishBytesAsync(
        PublishEventRequest request, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(request.PubsubName);
        ArgumentException.ThrowIfNullOrEmpty(request.Topic);
        request.Metadata.AddAll(metadata);
        return sidecar.CallAsync(DaprMethods.PublishEvent, request, "Publishing", cancellationToken);
    }

    public async Task<BulkPublishResponse<TValue>> PublishBulkAsync<TValue>(
        string pubsubName,
        string topicName,
        IReadOnlyList<TValue> events,
        IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(pubsubName);
        ArgumentException.ThrowIfNullOrEmpty(topicName);
        ArgumentNullException.ThrowIfNull(events);
        var entries = events.Select(static (data, index) => new BulkPublishEntry<TValue>(
            index.ToString(CultureInfo.InvariantCulture), data, data is CloudEvent ? CloudEvents : Json)).ToList();
        var request = new BulkPublishRequest { PubsubName = pubsubName, Topic = topicName };
        request.Metadata.AddAll(metadata);
        request.Entries.Add(entries.Select(entry => new BulkPublishRequestEntry
        {
            EntryId = entry.EntryId,
            Event = sidecar.Serialize(entry.EventData),
            ContentType = entry.ContentType,
        }));
        var response = await sidecar.CallAsync(DaprMethods.BulkPublishEvent, request, "Publishing", cancellationToken).ConfigureAwait(false);
        return new BulkPublishResponse<TValue>(response.FailedEntries.Select(failed => new BulkPublishResponseFailedEntry<TValue>(
            entries[int.Parse(failed.EntryId, CultureInfo.InvariantCulture)], failed.Error)).ToList());
    }
}
