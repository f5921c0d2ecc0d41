using System.Text.Json;
using MlPlatform.Aws;

namespace MlPlatform.Registry.Operations;

/// <summary>Bodies and errors of the REST-JSON protocol.</summary>
internal static class RestJson
{
    private const string ContentType = "application/json";

    public static async Task<TRequest> ReadAsync<TRequest>(HttpContext http, AwsJson json, CancellationToken cancellationToken)
        where TRequest : class
    {
        try
        {
            var request = await JsonSerializer.DeserializeAsync(http.Request.Body, json.TypeInfo<TRequest>(), cancellationToken)
                ?? throw new AwsException(AwsErrorCode.ValidationError, "The request body is null; an object is expected.");
            RequestValidator.Validate(request);
            return request;
        }
        catch (JsonException fault)
        {
            throw new AwsException(AwsErrorCode.ValidationError, $"The request body cannot be read at {fault.Path ?? "its start"}.", fault);
        }
    }

    public static IResult Ok<TResponse>(TResponse response, AwsJson json) =>
        Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(response, json.TypeInfo<TResponse>()), ContentType);

    /// <summary>The code goes into a header, the message into the body.</summary>
    public static IResult Error(AwsException fault, HttpContext http)
    {
        http.Response.Headers["x-amzn-ErrorType"] = fault.Code.Name;
        http.Response.StatusCode = fault.Code.HttpStatus;
        return Results.Text(ErrorBody(fault.Message), ContentType, statusCode: fault.Code.HttpStatus);
    }

    private static string ErrorBody(string message) =>
        new System.Text.Json.Nodes.JsonObject { ["message"] = message }.ToJsonString();
}
