using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MlPlatform.Aws.Client;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Demo;

/// <summary>The SageMaker runtime: InvokeEndpoint is plain REST, signed with Signature Version 4.</summary>
internal sealed class RuntimeApi(AwsClientOptions options, TimeProvider time) : IDisposable
{
    private const string ContentType = "text/csv";
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(65) };

    public async Task<string> InvokeEndpointAsync(string endpoint, string csv, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(csv);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Endpoint!, $"/endpoints/{endpoint}/invocations"))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        Sign(request, body);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode) return answer;
            if ((int)response.StatusCode >= 500) throw new TransientException($"HTTP {(int)response.StatusCode}: {answer}");
            throw new AwsCallException("InvokeEndpoint", response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First() : $"{(int)response.StatusCode}", answer);
        }
        catch (HttpRequestException fault)
        {
            throw new TransientException(fault.Message, fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private void Sign(HttpRequestMessage request, byte[] body)
    {
        var now = time.GetUtcNow();
        var stamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var uri = request.RequestUri!;
        var scope = new CredentialScope(options.AccessKeyId!, stamp[..8], options.Region, "sagemaker");
        var canonical = $"POST\n{uri.AbsolutePath}\n\ncontent-type:{ContentType}\nhost:{uri.Authority}\nx-amz-date:{stamp}\n\ncontent-type;host;x-amz-date\n{Hash(body)}";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope.Text}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var signature = HMACSHA256.HashData(SigningKeys.Derive(scope, options.SecretAccessKey!), Encoding.UTF8.GetBytes(text));
        request.Headers.Add("x-amz-date", stamp);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={options.AccessKeyId}/{scope.Text}, SignedHeaders=content-type;host;x-amz-date, Signature={Convert.ToHexStringLower(signature)}");
    }

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
