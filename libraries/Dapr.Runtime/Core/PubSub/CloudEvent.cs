using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using MlPlatform.Dapr.Runtime.Errors;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>Makes the CloudEvents 1.0 envelope that Dapr puts around what an app publishes.</summary>
internal static class CloudEvent
{
    public const string ContentType = "application/cloudevents+json";

    private const string DefaultType = "com.dapr.event.sent";

    /// <summary>The envelope around published data; data that is an event already keeps its own members.</summary>
    public static byte[] Wrap(PublishedEvent published, TimeProvider time)
    {
        if (IsCloudEvent(published.ContentType)) return Complete(published, time);
        var buffer = new ArrayBufferWriter<byte>(published.Data.Length + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", published.Setting("cloudevent.id") ?? Guid.NewGuid().ToString());
            json.WriteString("source", published.Setting("cloudevent.source") ?? published.AppId);
            json.WriteString("type", published.Setting("cloudevent.type") ?? DefaultType);
            json.WriteString("datacontenttype", published.ContentType);
            WriteRoute(json, published, time, _ => false);
            WriteData(json, published);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The envelope around bytes that were published without one.</summary>
    public static byte[] WrapRaw(byte[] data, string id, string pubSub, string topic)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length * 4 / 3 + 256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", "Dapr");
            json.WriteString("type", DefaultType);
            json.WriteString("datacontenttype", "application/octet-stream");
            json.WriteString("topic", topic);
            json.WriteString("pubsubname", pubSub);
            json.WriteBase64String("data_base64", data);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsCloudEvent(string contentType) => contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(string contentType)
    {
        var media = contentType.Split(';')[0].Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Complete(PublishedEvent published, TimeProvider time)
    {
        try
        {
            using var document = JsonDocument.Parse(published.Data);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw NotAnEvent(published.Topic, "it is not a JSON object");
            foreach (var required in (ReadOnlySpan<string>)["id", "source", "type", "specversion"])
            {
                if (!document.RootElement.TryGetProperty(required, out _)) throw NotAnEvent(published.Topic, $"it has no '{required}'");
            }

            var buffer = new ArrayBufferWriter<byte>(published.Data.Length + 256);
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    if (member.Name is not ("topic" or "pubsubname")) member.WriteTo(json);
                }

                WriteRoute(json, published, time, name => document.RootElement.TryGetProperty(name, out _));
                json.WriteEndObject();
            }

            return buffer.WrittenSpan.ToArray();
        }
        catch (JsonException)
        {
            throw NotAnEvent(published.Topic, "it is not valid JSON");
        }
    }

    private static void WriteRoute(Utf8JsonWriter json, PublishedEvent published, TimeProvider time, Func<string, bool> present)
    {
        json.WriteString("topic", published.Topic);
        json.WriteString("pubsubname", published.PubSub);
        Optional("time", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Optional("traceparent", published.TraceParent);
        Optional("traceid", published.TraceParent);
        Optional("tracestate", published.TraceState);
        if (published.Expires is { } expires) Optional("expiration", expires.ToString("O", CultureInfo.InvariantCulture));

        void Optional(string name, string? value)
        {
            if (value is not null && !present(name)) json.WriteString(name, value);
        }
    }

    private static void WriteData(Utf8JsonWriter json, PublishedEvent published)
    {
        if (IsJson(published.ContentType))
        {
            json.WritePropertyName("data");
            if (published.Data.Length == 0) json.WriteNullValue();
            else WriteJson(json, published);
        }
        else if (IsText(published.ContentType) && Utf8.IsValid(published.Data))
        {
            json.WriteString("data", published.Data);
        }
        else
        {
            json.WriteBase64String("data_base64", published.Data);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, PublishedEvent published)
    {
        try
        {
            json.WriteRawValue(published.Data);
        }
        catch (JsonException)
        {
            throw RuntimeErrors.PubSubCloudEvent.With($"cannot create cloudevent: the data for topic {published.Topic} is not valid JSON");
        }
    }

    private static bool IsText(string contentType) =>
        contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || contentType.StartsWith("application/xml", StringComparison.OrdinalIgnoreCase);

    private static RuntimeErrorException NotAnEvent(string topic, string why) =>
        RuntimeErrors.PubSubCloudEvent.With($"cannot take the cloudevent for topic {topic}: {why}");
}
