using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MlPlatform.Dapr;

/// <summary>Takes events out of their CloudEvents envelope, so that handlers see the payload.</summary>
public static class CloudEventsApplicationBuilderExtensions
{
    /// <summary>Unwraps requests of type <c>application/cloudevents+json</c>.</summary>
    public static IApplicationBuilder UseCloudEvents(this IApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseMiddleware<CloudEventsMiddleware>();
    }
}

/// <summary>Replaces the body of a request by the payload of the event in it.</summary>
internal sealed class CloudEventsMiddleware(RequestDelegate next)
{
    private const string MediaType = "application/cloudevents+json";

    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsCloudEvent(http.Request.ContentType))
        {
            await next(http).ConfigureAwait(false);
            return;
        }

        var (body, contentType) = (http.Request.Body, http.Request.ContentType);
        if (!await TryUnwrapAsync(http).ConfigureAwait(false))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            await next(http).ConfigureAwait(false);
        }
        finally
        {
            (http.Request.Body, http.Request.ContentType) = (body, contentType);
        }
    }

    private static bool IsCloudEvent(string? contentType)
        => contentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) == true
            && MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && parsed.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> TryUnwrapAsync(HttpContext http)
    {
        try
        {
            using var envelope = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted).ConfigureAwait(false);
            if (envelope.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            var (payload, contentType) = Payload(envelope.RootElement);
            http.Request.Body = new MemoryStream(payload);
            http.Request.ContentLength = payload.Length;
            http.Request.ContentType = contentType;
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return false;
        }
    }

    private static (byte[] Payload, string? ContentType) Payload(JsonElement envelope)
    {
        var contentType = envelope.TryGetProperty("datacontenttype", out var type) ? type.GetString() : null;
        if (envelope.TryGetProperty("data_base64", out var encoded))
        {
            return (encoded.GetBytesFromBase64(), contentType);
        }

        if (!envelope.TryGetProperty("data", out var data))
        {
            return ([], contentType);
        }

        return data.ValueKind == JsonValueKind.String && contentType is not null && !IsJson(contentType)
            ? (Encoding.UTF8.GetBytes(data.GetString()!), contentType)
            : (JsonSerializer.SerializeToUtf8Bytes(data, JsonElementJson.Default.JsonElement), contentType ?? PublishClient.Json);
    }

    private static bool IsJson(string contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && (parsed.SubType.Equals("json", StringComparison.OrdinalIgnoreCase)
                || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The JSON of untyped payloads.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementJson : System.Text.Json.Serialization.JsonSerializerContext;
