using System.Net.Http.Headers;

namespace MlPlatform.Aws.Client;

/// <summary>Invokes endpoints: the SageMaker runtime is plain REST, signed with Signature Version 4.</summary>
/// <remarks>Needs <see cref="AwsClientOptions.Endpoint"/> and a key; safe for use by many callers at once.</remarks>
public sealed class SageMakerRuntimeClient(AwsClientOptions options, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = options.Timeout };
    private readonly RequestSigner _signer = new(options, "sagemaker", time);

    /// <summary>Invokes an endpoint.</summary>
    /// <param name="endpoint">Its name.</param>
    /// <param name="body">The body, passed on to the model as it is.</param>
    /// <param name="contentType">What the body is, such as <c>text/csv</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status, AWS error type where there is one, and body.</returns>
    /// <exception cref="HttpRequestException">Nothing answered.</exception>
    public async Task<RuntimeAnswer> InvokeEndpointAsync(string endpoint, byte[] body, string contentType, CancellationToken cancellationToken)
    {
        var uri = new Uri(options.Endpoint!, $"/endpoints/{endpoint}/invocations");
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in _signer.Sign(uri, new Dictionary<string, string> { ["content-type"] = contentType }, body))
        {
            if (name == "content-type") request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var type = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First().Split(':')[0] : null;
        return new RuntimeAnswer((int)response.StatusCode, type, answer);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What an endpoint answered.</summary>
public sealed record RuntimeAnswer(int Status, string? ErrorType, string Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
