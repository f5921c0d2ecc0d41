using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Tests.Signing;

/// <summary>Makes signed requests the plain way, string by string: the oracle for the verifier, which shares no code with it.</summary>
internal static class SignedRequests
{
    public const string Key = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public static readonly DateTimeOffset Now = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);
    public static readonly AwsCredential Credential = new(Key, Secret, "123456789012", "tester");

    /// <summary>A request that is not signed yet.</summary>
    public static HttpRequest Create(string method, string target, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        http.Request.Method = method;
        foreach (var (name, value) in headers) http.Request.Headers[name] = value;
        return http.Request;
    }

    /// <summary>Signs in the Authorization header, over every header the request has.</summary>
    public static HttpRequest Sign(this HttpRequest request, string service, string payloadHash, string secret = Secret, string? stamp = null)
    {
        stamp ??= "20130524T000000Z";
        request.Headers["x-amz-date"] = stamp;
        var names = request.Headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal).ToArray();
        var target = RawTarget.Of(request);
        var path = target.Split('?')[0];
        var query = target.Contains('?', StringComparison.Ordinal) ? target.Split('?', 2)[1] : "";
        var canonical = string.Join('\n',
            request.Method,
            service == "s3" ? path : Encode(path, keepSlash: true),
            string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=").Order(StringComparer.Ordinal)),
            string.Concat(names.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n")),
            string.Join(';', names),
            payloadHash);
        var scope = $"{stamp[..8]}/us-east-1/{service}/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Convert.ToHexStringLower(Hmac(SigningKey(secret, stamp[..8], service), text));
        request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential={Key}/{scope}, SignedHeaders={string.Join(';', names)}, Signature={signature}";
        return request;
    }

    public static byte[] SigningKey(string secret, string date, string service) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), date), "us-east-1"), service), "aws4_request");

    public static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads and checks a request as the Gateway does.</summary>
    public static SignatureFault Check(this HttpRequest request, string payloadHash, DateTimeOffset? now = null, AwsCredential? credential = null)
    {
        var fault = RequestSignature.Read(request, out var signature);
        if (fault != SignatureFault.None) return fault;
        var verifier = new SignatureVerifier(new OneCredential(credential ?? Credential), new SigningKeys(), new FixedTime(now ?? Now));
        return verifier.Verify(request, signature!, payloadHash).Fault;
    }

    private static string Encode(string text, bool keepSlash) => string.Concat(Encoding.UTF8.GetBytes(text).Select(value =>
        char.IsAsciiLetterOrDigit((char)value) || "-_.~".Contains((char)value, StringComparison.Ordinal) || (keepSlash && value == '/')
            ? ((char)value).ToString()
            : $"%{value:X2}"));

    internal sealed class OneCredential(AwsCredential credential) : ICredentialStore
    {
        public AwsCredential? Find(string accessKeyId) => accessKeyId == credential.AccessKeyId ? credential : null;
    }
}
