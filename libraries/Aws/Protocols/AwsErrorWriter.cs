using System.Security;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MlPlatform.Aws.Protocols;

/// <summary>Writes an error in the wire form its client reads.</summary>
public static class AwsErrorWriter
{
    /// <summary>Writes status, headers and body; a HEAD answer has no body.</summary>
    public static Task WriteAsync(HttpContext http, AwsProtocol protocol, WireError error, string requestId)
    {
        var response = http.Response;
        response.StatusCode = error.Status;
        if (protocol == AwsProtocol.RestJson) response.Headers["x-amzn-ErrorType"] = error.Code;
        if (HttpMethods.IsHead(http.Request.Method)) return Task.CompletedTask;

        var (contentType, body) = protocol switch
        {
            AwsProtocol.S3 => ("application/xml", Encoding.UTF8.GetBytes(S3Xml(http, error, requestId))),
            AwsProtocol.Query => ("text/xml", Encoding.UTF8.GetBytes(QueryXml(error, requestId))),
            AwsProtocol.RestJson => ("application/json", Json(error, withType: false)),
            _ => (JsonContentType(http.Request.ContentType), Json(error, withType: true)),
        };
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static string JsonContentType(string? asked) =>
        asked?.StartsWith("application/x-amz-json-", StringComparison.OrdinalIgnoreCase) == true ? asked : "application/x-amz-json-1.1";

    private static byte[] Json(WireError error, bool withType) => withType
        ? JsonSerializer.SerializeToUtf8Bytes(new AwsErrorBody { Type = error.Code, Message = error.Message }, AwsJsonContext.Default.AwsErrorBody)
        : JsonSerializer.SerializeToUtf8Bytes(new RestErrorBody(error.Message), AwsJsonContext.Default.RestErrorBody);

    private static string S3Xml(HttpContext http, WireError error, string requestId) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>"
        + $"<Code>{Escape(error.Code)}</Code><Message>{Escape(error.Message)}</Message>"
        + $"<Resource>{Escape(http.Request.Path.Value)}</Resource><RequestId>{requestId}</RequestId></Error>";

    private static string QueryXml(WireError error, string requestId) =>
        "<ErrorResponse><Error>"
        + $"<Type>{(error.Status < 500 ? "Sender" : "Receiver")}</Type><Code>{Escape(error.Code)}</Code><Message>{Escape(error.Message)}</Message>"
        + $"</Error><RequestId>{requestId}</RequestId></ErrorResponse>";

    private static string? Escape(string? text) => SecurityElement.Escape(text);
}
