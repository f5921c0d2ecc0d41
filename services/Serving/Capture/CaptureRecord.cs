using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Serving.Hosting;

namespace MlPlatform.Serving.Capture;

/// <summary>Writes one exchange as the line of JSON that SageMaker's model monitors read.</summary>
internal static class CaptureRecord
{
    private const string Csv = "CSV";
    private const string Json = "JSON";
    private const string Base64 = "BASE64";

    public static byte[] Write(
        DataCaptureConfig config, ModelRequest request, ModelAnswer answer, ReadOnlyMemory<byte> response, DateTimeOffset time)
    {
        var buffer = new ArrayBufferWriter<byte>(request.Body.Length + response.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("captureData");
            if (Keeps(config, "Input")) WriteSide(writer, "endpointInput", "INPUT", request.ContentType, request.Body.Span, config);
            if (Keeps(config, "Output")) WriteSide(writer, "endpointOutput", "OUTPUT", answer.ContentType, response.Span, config);
            writer.WriteEndObject();
            writer.WriteStartObject("eventMetadata");
            writer.WriteString("eventId", Guid.NewGuid());
            if (request.CustomAttributes is not null) writer.WriteString("customAttributes", request.CustomAttributes);
            if (request.InferenceId is not null) writer.WriteString("inferenceId", request.InferenceId);
            writer.WriteString("inferenceTime", time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
            writer.WriteString("eventVersion", "0");
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static bool Keeps(DataCaptureConfig config, string side) =>
        config.CaptureOptions.Any(option => option.CaptureMode == side || option.CaptureMode == "InputAndOutput");

    private static void WriteSide(
        Utf8JsonWriter writer, string name, string mode, string? contentType, ReadOnlySpan<byte> data, DataCaptureConfig config)
    {
        var encoding = Encoding(contentType, config.CaptureContentTypeHeader);
        writer.WriteStartObject(name);
        writer.WriteString("observedContentType", contentType ?? "application/octet-stream");
        writer.WriteString("mode", mode);
        if (encoding == Base64) writer.WriteBase64String("data", data);
        else writer.WriteString("data", System.Text.Encoding.UTF8.GetString(data));
        writer.WriteString("encoding", encoding);
        writer.WriteEndObject();
    }

    private static string Encoding(string? contentType, CaptureContentTypeHeader? headers)
    {
        var type = contentType?.Split(';')[0].Trim() ?? "";
        if (headers?.CsvContentTypes?.Contains(type) == true || (headers is null && type == "text/csv")) return Csv;
        if (headers?.JsonContentTypes?.Contains(type) == true || (headers is null && type == "application/json")) return Json;
        return Base64;
    }
}
