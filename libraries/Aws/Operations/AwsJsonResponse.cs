using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using MlPlatform.Contracts;

namespace MlPlatform.Aws;

/// <summary>Answers of the AWS JSON protocols, errors included.</summary>
public static class AwsJsonResponse
{
    private const string Json10 = "application/x-amz-json-1.0";
    private const string Json11 = "application/x-amz-json-1.1";

    public static Task WriteAsync<T>(HttpContext http, T response, JsonTypeInfo<T> info)
    {
        Begin(http, StatusCodes.Status200OK);
        if (response is EmptyResponse) return Task.CompletedTask;
        return JsonSerializer.SerializeAsync(http.Response.Body, response, info, http.RequestAborted);
    }

    public static Task WriteErrorAsync(HttpContext http, AwsErrorCode code, string message)
    {
        Begin(http, code.HttpStatus);
        var body = new AwsErrorBody { Type = code.Name, Message = message };
        return JsonSerializer.SerializeAsync(http.Response.Body, body, AwsJsonContext.Default.AwsErrorBody, http.RequestAborted);
    }

    /// <summary>The context that the Gateway's headers describe.</summary>
    public static OperationContext GetOperationContext(this HttpContext http)
    {
        var headers = http.Request.Headers;
        return new OperationContext(
            Header(PlatformHeaders.Region),
            Header(PlatformHeaders.AccountId),
            Header(PlatformHeaders.RequestId),
            Header(PlatformHeaders.AccessKeyId));

        string Header(string name) => headers.TryGetValue(name, out var value) ? value.ToString() : "";
    }

    private static void Begin(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        var asked = http.Request.ContentType;
        http.Response.ContentType = asked is not null && asked.StartsWith(Json10, StringComparison.OrdinalIgnoreCase) ? Json10 : Json11;
        if (http.Request.Headers.TryGetValue(PlatformHeaders.RequestId, out var requestId))
        {
            http.Response.Headers[PlatformHeaders.RequestId] = requestId;
        }
    }
}
