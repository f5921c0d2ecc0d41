using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using MlPlatform.Contracts;

namespace MlPlatform.Aws.Client;

/// <summary>Sends AWS JSON operations (SageMaker, Kinesis, Firehose) with the records of Contracts, signed and retried by the AWS SDK's own core.</summary>
/// <remarks>Towards the Gateway or towards AWS: the endpoint is configuration. Safe for use by many callers at once.</remarks>
public sealed class AwsJsonClient(AwsClientOptions options, AwsJson json) : IDisposable
{
    private readonly JsonServiceClient _client = JsonServiceClient.Create(options);

    /// <summary>Sends an operation and reads its answer.</summary>
    /// <exception cref="AmazonServiceException">The service refused; <see cref="AmazonServiceException.ErrorCode"/> is AWS's code.</exception>
    /// <exception cref="AmazonClientException">The service could not be reached.</exception>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, json.TypeInfo<TRequest>());
        var answer = await SendAsync(TRequest.Target, body, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(answer.Length == 0 ? "{}"u8 : answer, json.TypeInfo<TResponse>())!;
    }

    /// <summary>Sends an operation that is known only as JSON.</summary>
    /// <exception cref="AmazonServiceException">The service refused; <see cref="AmazonServiceException.ErrorCode"/> is AWS's code.</exception>
    /// <exception cref="AmazonClientException">The service could not be reached.</exception>
    public async Task<JsonObject> SendAsync(string target, JsonObject request, CancellationToken cancellationToken)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(request.ToJsonString());
        var answer = await SendAsync(target, body, cancellationToken).ConfigureAwait(false);
        return answer.Length == 0 ? [] : JsonNode.Parse(answer)!.AsObject();
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The SDK lets a failure of the connection through as it is once its retries are over; to a caller it is the service that is away.</summary>
    private async Task<byte[]> SendAsync(string target, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(new JsonCall(target, body), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TimeoutException)
        {
            throw new AmazonClientException($"{target} could not be sent: {fault.Message}", fault);
        }
    }
}
