using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MlPlatform.Contracts;

namespace MlPlatform.Aws;

/// <summary>One operation over AWS JSON: read, validate, handle, write.</summary>
internal static class JsonOperation<TRequest, TResponse, THandler>
    where TRequest : class, IAwsRequest<TResponse>
    where TResponse : class
    where THandler : class, IOperation<TRequest, TResponse>
{
    private static readonly ObjectFactory<THandler> CreateHandler = ActivatorUtilities.CreateFactory<THandler>([]);

    public static async Task InvokeAsync(HttpContext http)
    {
        var json = http.RequestServices.GetRequiredService<AwsJson>();
        var request = await ReadAsync(http, json).ConfigureAwait(false);
        RequestValidator.Validate(request);

        var handler = CreateHandler(http.RequestServices, []);
        var response = await handler.HandleAsync(request, http.GetOperationContext(), http.RequestAborted).ConfigureAwait(false);
        await AwsJsonResponse.WriteAsync(http, response, json.TypeInfo<TResponse>()).ConfigureAwait(false);
    }

    private static async Task<TRequest> ReadAsync(HttpContext http, AwsJson json)
    {
        var info = json.TypeInfo<TRequest>();
        try
        {
            // A call without input may come with no body at all.
            if (http.Request.ContentLength == 0) return JsonSerializer.Deserialize("{}"u8, info)!;
            var request = await JsonSerializer.DeserializeAsync(http.Request.Body, info, http.RequestAborted).ConfigureAwait(false);
            return request ?? throw new AwsException(AwsErrorCode.Serialization, "The request body is null; an object is expected.");
        }
        catch (JsonException fault)
        {
            throw new AwsException(AwsErrorCode.Serialization, MemberMessage(fault), fault);
        }
    }

    private static string MemberMessage(JsonException fault) =>
        fault.Path is null or "$"
            ? $"The request body is not valid JSON for {typeof(TRequest).Name}: {fault.Message}"
            : $"The member at {fault.Path} cannot be read as its type.";
}
