using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using MlPlatform.Dapr.Runtime.Core;
using MlPlatform.Dapr.Runtime.Errors;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>What every HTTP endpoint needs of a request: whose it is, its names, its metadata, its body.</summary>
internal static class HttpCall
{
    /// <summary>Larger bodies are refused everywhere but in service invocation, which streams.</summary>
    private const int LargestBody = 16 * 1024 * 1024;

    private const string MetadataPrefix = "metadata.";

    /// <summary>The app this request comes from: the one whose port it came in on.</summary>
    public static DaprApp Caller(this HttpContext http) => http.Features.GetRequiredFeature<DaprApp>();

    /// <summary>A name in the path, with an escaped slash unescaped.</summary>
    public static string Name(this HttpContext http, string name)
    {
        var value = http.Request.RouteValues[name] as string ?? "";
        return value.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(value) : value;
    }

    /// <summary>The metadata.* members of the query string.</summary>
    public static IReadOnlyDictionary<string, string> QueryMetadata(this HttpContext http)
    {
        if (!http.Request.QueryString.HasValue) return Metadata.Empty;
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Request.Query)
        {
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)) metadata[name[MetadataPrefix.Length..]] = value.ToString();
        }

        return metadata;
    }

    public static async Task<byte[]> BodyAsync(this HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody) throw TooLarge();
        var reader = http.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
            if (result.Buffer.Length > LargestBody) throw TooLarge();
            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>The body as JSON; anything else is refused with the place where it stops being JSON.</summary>
    public static async Task<JsonDocument> JsonBodyAsync(this HttpContext http)
    {
        var body = await http.BodyAsync().ConfigureAwait(false);
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw RuntimeErrors.MalformedRequest.With(
                $"failed deserializing HTTP body: not valid JSON at line {exception.LineNumber}, byte {exception.BytePositionInLine}");
        }
    }

    public static void NoContent(this HttpContext http) => http.Response.StatusCode = StatusCodes.Status204NoContent;

    /// <summary>Answers JSON that the action writes.</summary>
    public static async Task JsonAsync(this HttpContext http, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = Render(write);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers an error in Dapr's form.</summary>
    public static Task ErrorAsync(this HttpContext http, RuntimeError error, string message) => http.JsonAsync(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("errorCode", error.Code);
            json.WriteString("message", message);
            json.WriteEndObject();
        },
        error.HttpStatus);

    private static ArrayBufferWriter<byte> Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        write(json);
        return buffer;
    }

    private static RuntimeErrorException TooLarge() => RuntimeErrors.MalformedRequest.With($"the body is larger than {LargestBody} bytes");
}
