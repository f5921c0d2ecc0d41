using System.Text;
using System.Text.Json;
using MlPlatform.Dapr.Runtime.Core.PubSub;
using MlPlatform.Dapr.Runtime.Errors;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>/v1.0/publish over HTTP, single and bulk.</summary>
internal static class PublishEndpoints
{
    public static void MapPublish(this IEndpointRouteBuilder endpoints, PublishBlock publish)
    {
        endpoints.MapMethods("/v1.0/publish/{pubsub}/{**topic}", ["POST", "PUT"], http => PublishAsync(http, publish));
        endpoints.MapMethods("/v1.0/publish/bulk/{pubsub}/{**topic}", ["POST", "PUT"], http => PublishBulkAsync(http, publish));
        endpoints.MapMethods("/v1.0-alpha1/publish/bulk/{pubsub}/{**topic}", ["POST", "PUT"], http => PublishBulkAsync(http, publish));
    }

    private static async Task PublishAsync(HttpContext http, PublishBlock publish)
    {
        var published = new PublishedEvent(
            http.Caller().AppId, http.Name("pubsub"), http.Name("topic"), await http.BodyAsync().ConfigureAwait(false))
        {
            ContentType = http.Request.ContentType ?? "",
            Metadata = http.QueryMetadata(),
            TraceParent = http.Request.Headers.TraceParent.ToString() is { Length: > 0 } parent ? parent : null,
            TraceState = http.Request.Headers.TraceState.ToString() is { Length: > 0 } state ? state : null,
        };
        await publish.PublishAsync(published, http.RequestAborted).ConfigureAwait(false);
        http.NoContent();
    }

    private static async Task PublishBulkAsync(HttpContext http, PublishBlock publish)
    {
        using var body = await http.JsonBodyAsync().ConfigureAwait(false);
        if (body.RootElement.ValueKind != JsonValueKind.Array) throw RuntimeErrors.PubSubEvents.With("the body is not an array of entries");
        var entries = body.RootElement.EnumerateArray().Select(entry => Entry(http, entry)).ToList();
        await publish.PublishBulkAsync(http.Caller().AppId, http.Name("pubsub"), http.Name("topic"), entries, http.RequestAborted).ConfigureAwait(false);
        http.NoContent();
    }

    private static PublishedEvent Entry(HttpContext http, JsonElement entry)
    {
        // The JavaScript SDK spells it entryID, which Dapr's own JSON reader takes too.
        if ((entry.Text("entryId") ?? entry.Text("entryID")) is not { Length: > 0 }) throw RuntimeErrors.PubSubEvents.With("an entry has no entryId");
        var contentType = entry.Text("contentType") ?? "";
        var metadata = new Dictionary<string, string>(http.QueryMetadata(), StringComparer.OrdinalIgnoreCase);
        if (entry.Member("metadata") is { ValueKind: JsonValueKind.Object } own)
        {
            foreach (var member in own.EnumerateObject()) metadata[member.Name] = member.Value.ToString();
        }

        return new PublishedEvent(http.Caller().AppId, http.Name("pubsub"), http.Name("topic"), Data(entry, contentType))
        {
            ContentType = contentType,
            Metadata = metadata,
            TraceParent = http.Request.Headers.TraceParent.ToString() is { Length: > 0 } parent ? parent : null,
        };
    }

    /// <summary>A JSON event is kept as JSON; a string of another content type is its text, or its bytes where that is binary.</summary>
    private static byte[] Data(JsonElement entry, string contentType)
    {
        if (entry.Member("event") is not { } data) return [];
        if (data.ValueKind != JsonValueKind.String || contentType.Length == 0 || contentType.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8.GetBytes(data.GetRawText());
        }

        var binary = contentType.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase);
        return binary && data.TryGetBytesFromBase64(out var bytes) ? bytes : Encoding.UTF8.GetBytes(data.GetString()!);
    }
}
