using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Contracts;

namespace MlPlatform.ServiceDefaults;

/// <summary>Invokes operations of the other services through Dapr, with the same records as an AWS client would.</summary>
public sealed class PlatformClient(AwsJson json)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/x-amz-json-1.1");
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);

    /// <summary>Invokes an operation.</summary>
    /// <exception cref="PlatformCallException">The operation refused, or its service could not be reached.</exception>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, OperationContext context, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, json.TypeInfo<TRequest>());
        var answer = await PostAsync(TRequest.Target, body, context, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(answer.Length == 0 ? "{}"u8 : answer, json.TypeInfo<TResponse>())!;
    }

    /// <summary>Invokes an operation whose input is known only as JSON.</summary>
    /// <exception cref="PlatformCallException">The operation refused, or its service could not be reached.</exception>
    public async Task<JsonObject> SendAsync(string target, JsonNode request, OperationContext context, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, JsonNodeContext.Default.JsonNode);
        var answer = await PostAsync(target, body, context, cancellationToken).ConfigureAwait(false);
        return answer.Length == 0 ? [] : JsonNode.Parse(answer)!.AsObject();
    }

    private async Task<byte[]> PostAsync(string target, byte[] body, OperationContext context, CancellationToken cancellationToken)
    {
        var owner = OperationOwners.Find(target) ?? throw new ArgumentException($"No service owns {target}.", nameof(target));
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = ContentType;
        message.Headers.Add(PlatformHeaders.Target, target);
        message.Headers.Add(PlatformHeaders.Region, context.Region);
        message.Headers.Add(PlatformHeaders.AccountId, context.AccountId);
        message.Headers.Add(PlatformHeaders.AccessKeyId, context.AccessKeyId);
        message.Headers.Add(PlatformHeaders.RequestId, context.RequestId);

        var client = _clients.GetOrAdd(owner, static appId => DaprClient.CreateInvokeHttpClient(appId));
        using var response = await SendAsync(client, message, target, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw PlatformCallException.From(target, (int)response.StatusCode, answer);
        return answer;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpRequestMessage message, string target, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw new PlatformCallException(target, AwsErrorCode.ServiceUnavailable.Name, fault.Message, fault);
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonNode))]
internal sealed partial class JsonNodeContext : System.Text.Json.Serialization.JsonSerializerContext;
