using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using MlPlatform.Aws;
using MlPlatform.Aws.Client;

namespace MlPlatform.Demo;

/// <summary>The AWS API as any client has it: S3 through AWS's SDK, the JSON services by operation name, and the SageMaker runtime.</summary>
internal sealed class AwsApi(AwsClientOptions options, TimeProvider time) : IDisposable
{
    /// <summary>While a service restarts the Gateway answers 503, and while the Gateway restarts nothing does; the demo waits that out rather than fail.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly AwsJsonClient _json = new(options, new AwsJson([]));
    private readonly SageMakerRuntimeClient _runtime = new(options, time);

    private readonly IAmazonS3 _s3 = new AmazonS3Client(
        new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = options.Endpoint?.ToString(),
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 2,
            RetryMode = RequestRetryMode.Standard,
        });

    /// <summary>Calls an operation, such as <c>SageMaker.CreatePipeline</c>.</summary>
    /// <exception cref="AwsCallException">The operation refused.</exception>
    public Task<JsonObject> CallAsync(string target, JsonObject input, CancellationToken cancellationToken) =>
        RetryAsync(target, async () =>
        {
            try
            {
                return await _json.SendAsync(target, input, cancellationToken);
            }
            catch (AmazonServiceException fault) when ((int)fault.StatusCode is >= 400 and < 500)
            {
                throw new AwsCallException(target, fault.ErrorCode ?? fault.StatusCode.ToString(), fault.Message);
            }
            catch (AmazonClientException fault)
            {
                throw new TransientException(fault.Message, fault);
            }
        }, cancellationToken);

    /// <summary>Calls S3, from the first byte of the request to the last one of the answer: <paramref name="call"/> is made again as a whole.</summary>
    /// <exception cref="AmazonServiceException">S3 refused.</exception>
    public Task<T> S3Async<T>(string what, Func<IAmazonS3, Task<T>> call, CancellationToken cancellationToken) => RetryAsync(what, async () =>
    {
        try
        {
            return await call(_s3);
        }
        catch (AmazonServiceException fault) when ((int)fault.StatusCode is >= 400 and < 500)
        {
            throw;
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            throw new TransientException(fault.Message, fault);
        }
    }, cancellationToken);

    /// <summary>Invokes an endpoint with rows of CSV.</summary>
    /// <returns>The answer of the model, as JSON.</returns>
    /// <exception cref="AwsCallException">The endpoint or its model refused.</exception>
    public Task<string> InvokeEndpointAsync(string endpoint, string csv, CancellationToken cancellationToken) =>
        RetryAsync("InvokeEndpoint", () => InvokeOnceAsync(endpoint, Encoding.UTF8.GetBytes(csv), cancellationToken), cancellationToken);

    public void Dispose()
    {
        _json.Dispose();
        _runtime.Dispose();
        _s3.Dispose();
    }

    private async Task<string> InvokeOnceAsync(string endpoint, byte[] csv, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _runtime.InvokeEndpointAsync(endpoint, csv, "text/csv", cancellationToken);
            if (answer.IsSuccess) return answer.Body;
            if (answer.Status >= 500) throw new TransientException($"HTTP {answer.Status}: {answer.Body}");
            throw new AwsCallException("InvokeEndpoint", answer.ErrorType ?? $"{answer.Status}", answer.Body);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new TransientException(fault.Message, fault);
        }
    }

    private async Task<T> RetryAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (TransientException fault) when (time.GetElapsedTime(since) > Patience)
            {
                throw new DemoException($"{what} got no answer for {Patience.TotalSeconds:0} s: {fault.Message}");
            }
            catch (TransientException)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}

/// <summary>The call may succeed when it is made again.</summary>
internal sealed class TransientException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>An operation refused; code and message are AWS's.</summary>
internal sealed class AwsCallException(string target, string code, string message) : Exception($"{target}: {code}: {message}")
{
    public string Code { get; } = code;

    public bool SaysItExists => Code is "ResourceInUse" or "ResourceInUseException" ||
        Message.Contains("already exist", StringComparison.OrdinalIgnoreCase);
}
