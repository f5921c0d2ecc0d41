using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Client;

/// <summary>Invokes endpoints: the SageMaker runtime is plain REST, signed with Signature Version 4.</summary>
/// <remarks>Needs <see cref="AwsClientOptions.Endpoint"/> and a key; safe for use by many callers at once.</remarks>
public sealed class SageMakerRuntimeClient(AwsClientOptions options, TimeProvider time) : IDisposable
{
    private const string SignedHeaders = "content-type;host;x-amz-date";

    private readonly HttpClient _http = new() { Timeout = options.Timeout };

    /// <summary>Invokes an endpoint.</summary>
    /// <param name="endpoint">Its name.</param>
    /// <param name="body">The body, passed on to the model as it is.</param>
    /// <param name="contentType">What the body is, such as <c>text/csv</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status, AWS error type where there is one, and body.</returns>
    /// <exception cref="HttpRequestException">Nothing answered.</exception>
    public async Task<RuntimeAnswer> InvokeEndpointAsync(string endpoint, byte[] body, string contentType, CancellationToken cancellationToken)
    {
        var uri = UriOf(endpoint);
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in Sign(uri, body, contentType)) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var type = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First().Split(':')[0] : null;
        return new RuntimeAnswer((int)response.StatusCode, type, answer);
    }

    public Uri UriOf(string endpoint) => new(options.Endpoint!, $"/endpoints/{endpoint}/invocations");

    /// <summary>The headers that sign a POST of this body; they hold for fifteen minutes.</summary>
    public IReadOnlyDictionary<string, string> Sign(Uri uri, byte[] body, string contentType)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = new CredentialScope(options.AccessKeyId!, stamp[..8], options.Region, "sagemaker");
        var canonical = $"POST\n{uri.AbsolutePath}\n\ncontent-type:{contentType}\nhost:{uri.Authority}\nx-amz-date:{stamp}\n\n{SignedHeaders}\n{Hash(body)}";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope.Text}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var signature = HMACSHA256.HashData(SigningKeys.Derive(scope, options.SecretAccessKey!), Encoding.UTF8.GetBytes(text));
        return new Dictionary<string, string>
        {
            ["x-amz-date"] = stamp,
            ["Authorization"] =
                $"AWS4-HMAC-SHA256 Credential={options.AccessKeyId}/{scope.Text}, SignedHeaders={SignedHeaders}, Signature={Convert.ToHexStringLower(signature)}",
        };
    }

    public void Dispose() => _http.Dispose();

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}

/// <summary>What an endpoint answered.</summary>
public sealed record RuntimeAnswer(int Status, string? ErrorType, string Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
