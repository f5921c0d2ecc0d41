using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Gateway.Tests;

/// <summary>Signs an S3 request in the plainest way.</summary>
internal static class PlainSigner
{
    public static void Sign(HttpRequestMessage message, string host, string payloadHash, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", null);
        var scope = $"{stamp[..8]}/eu-central-1/s3/aws4_request";
        const string names = "host;x-amz-content-sha256;x-amz-date";
        var canonical = $"{message.Method}\n{message.RequestUri!.AbsolutePath}\n\nhost:{host}\nx-amz-content-sha256:{payloadHash}\nx-amz-date:{stamp}\n\n{names}\n{payloadHash}";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + RunningGateway.SecretKey);
        foreach (var part in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        message.Headers.Add("x-amz-date", stamp);
        message.Headers.Add("x-amz-content-sha256", payloadHash);
        message.Headers.Authorization = new AuthenticationHeaderValue("AWS4-HMAC-SHA256",
            $"Credential={RunningGateway.AccessKey}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}");
    }
}
