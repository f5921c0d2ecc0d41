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
    public Task<RuntimeAnswer> InvokeEndpointAsync(string endpoint, byte[] body, string contentType, CancellationToken cancellationToken) =>
        InvokeEndpointAsync(new EndpointInvocation(endpoint, body, contentType), cancellationToken);

    /// <inheritdoc cref="InvokeEndpointAsync(string, byte[], string, CancellationToken)"/>
    /// <param name="invocation">What is sent, and where.</param>
    public async Task<RuntimeAnswer> InvokeEndpointAsync(EndpointInvocation invocation, CancellationToken cancellationToken)
    {
        var uri = new Uri(options.Endpoint!, $"/endpoints/{invocation.Endpoint}/invocations");
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(invocation.Body) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(invocation.Accept));
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = invocation.ContentType };
        if (invocation.CustomAttributes is { } attributes) headers["x-amzn-sagemaker-custom-attributes"] = attributes;
        if (invocation.TargetModel is { } model) headers["x-amzn-sagemaker-target-model"] = model;
        foreach (var (name, value) in _signer.Sign(uri, headers, invocation.Body))
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

/// <summary>One request to an endpoint.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Body">The body, passed on to the model as it is.</param>
/// <param name="ContentType">What the body is, such as <c>text/csv</c>.</param>
public sealed record EndpointInvocation(string Endpoint, byte[] Body, string ContentType)
{
    /// <summary>What the answer is to be.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Goes to the model as it is.</summary>
    public string? CustomAttributes { get; init; }

    /// <summary>Which model of a multi-model endpoint is to answer.</summary>
    public string? TargetModel { get; init; }
}
