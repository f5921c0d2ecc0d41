using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Serving.Hosting;

namespace MlPlatform.Serving.Invocations;

/// <summary>Errors of the runtime: the code in a header, the message in the body.</summary>
internal static class InvocationErrors
{
    private const string Json = "application/json";

    public static Task WriteAsync(HttpContext http, AwsErrorCode code, string message) => WriteAsync(http, code, message, original: null, endpoint: "");

    /// <summary>The model itself refused or failed: 424, with what it said.</summary>
    public static Task WriteModelErrorAsync(HttpContext http, string endpoint, ModelAnswer answer)
    {
        var side = answer.Status < StatusCodes.Status500InternalServerError ? "client" : "server";
        var message = $"Received {side} error ({answer.Status}) from primary with message \"{answer.Message}\". "
            + $"See log group /aws/sagemaker/Endpoints/{endpoint} for more.";
        return WriteAsync(http, AwsErrorCode.ModelError, message, answer, endpoint);
    }

    private static async Task WriteAsync(HttpContext http, AwsErrorCode code, string message, ModelAnswer? original, string endpoint)
    {
        http.Response.StatusCode = code.HttpStatus;
        http.Response.ContentType = Json;
        http.Response.Headers[InvocationHeaders.ErrorType] = code.Name;
        using var buffer = new PooledBuffer();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("Message", message);
            if (original is { } answer)
            {
                writer.WriteNumber("OriginalStatusCode", answer.Status);
                writer.WriteString("OriginalMessage", answer.Message);
                writer.WriteString("LogStreamArn", $"/aws/sagemaker/Endpoints/{endpoint}");
            }

            writer.WriteEndObject();
        }

        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }
}
