using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MlPlatform.Aws.Signing;

/// <summary>Where a signature stands in its request.</summary>
public enum SignatureForm
{
    /// <summary>In the Authorization header (SigV4).</summary>
    Header = 1,

    /// <summary>In the query of a presigned address (SigV4).</summary>
    Query = 2,

    /// <summary>In the query of a presigned S3 address, in the older form boto3 still makes (SigV2).</summary>
    QueryV2 = 3,
}

/// <summary>A signature as it was presented: what it covers and what it claims, not yet checked.</summary>
public sealed class RequestSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    private RequestSignature(SignatureForm form, CredentialScope scope, string target)
    {
        Form = form;
        Scope = scope;
        Target = target;
    }

    public SignatureForm Form { get; }

    public CredentialScope Scope { get; }

    /// <summary>The raw request target the signature was made over.</summary>
    public string Target { get; }

    /// <summary>When the request was signed.</summary>
    public DateTimeOffset SignedAt { get; private init; }

    /// <summary>When a presigned request ends; for SigV2 stated by the request, else counted from <see cref="SignedAt"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    internal string Timestamp { get; private init; } = "";

    internal string[] SignedHeaders { get; private init; } = [];

    internal ReadOnlyMemory<char> SignedHeaderList { get; private init; }

    internal ReadOnlyMemory<char> Value { get; private init; }

    internal string? SessionToken { get; private init; }

    /// <summary>Reads the signature of a request, or says why it has none that can be checked.</summary>
    public static SignatureFault Read(HttpRequest request, out RequestSignature? signature)
    {
        var target = RawTarget.Of(request);
        signature = null;
        if (request.Headers.Authorization is [{ } authorization])
        {
            signature = FromHeader(request, authorization, target);
            return signature is null ? SignatureFault.Malformed : SignatureFault.None;
        }

        var query = RawTarget.Query(target);
        if (query.Contains("X-Amz-Signature=", StringComparison.Ordinal)) signature = FromQuery(target);
        else if (query.Contains("AWSAccessKeyId=", StringComparison.Ordinal)) signature = FromQueryV2(request, target);
        else return SignatureFault.Missing;
        return signature is null ? SignatureFault.Malformed : SignatureFault.None;
    }

    private static RequestSignature? FromHeader(HttpRequest request, string authorization, string target)
    {
        if (!authorization.StartsWith(Algorithm, StringComparison.Ordinal)) return null;
        var scope = CredentialScope.Parse(Part(authorization, "Credential=").Span);
        var headers = Part(authorization, "SignedHeaders=");
        var value = Part(authorization, "Signature=");
        var (timestamp, signedAt) = SigningTime(request);
        if (scope is null || headers.IsEmpty || value.Length != 64 || timestamp is null) return null;
        return new RequestSignature(SignatureForm.Header, scope, target)
        {
            SignedAt = signedAt,
            Timestamp = timestamp,
            SignedHeaderList = headers,
            SignedHeaders = SignedHeaderNames.Split(headers.Span),
            Value = value,
            SessionToken = request.Headers["x-amz-security-token"],
        };
    }

    private static RequestSignature? FromQuery(string target)
    {
        var query = RawTarget.Query(target);
        var scope = CredentialScope.Parse(RawTarget.Parameter(query, "X-Amz-Credential"));
        var headers = RawTarget.Parameter(query, "X-Amz-SignedHeaders");
        var value = RawTarget.Parameter(query, "X-Amz-Signature");
        var timestamp = RawTarget.Parameter(query, "X-Amz-Date");
        var lifetime = RawTarget.Parameter(query, "X-Amz-Expires") ?? "900";
        if (RawTarget.Parameter(query, "X-Amz-Algorithm") is not Algorithm || scope is null || string.IsNullOrEmpty(headers)) return null;
        if (value is not { Length: 64 } || !AmazonTimestamp.TryParse(timestamp, out var signedAt)) return null;
        if (!int.TryParse(lifetime, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        return new RequestSignature(SignatureForm.Query, scope, target)
        {
            SignedAt = signedAt,
            ExpiresAt = signedAt.AddSeconds(seconds),
            Timestamp = timestamp!,
            SignedHeaderList = headers.AsMemory(),
            SignedHeaders = SignedHeaderNames.Split(headers),
            Value = value.AsMemory(),
            SessionToken = RawTarget.Parameter(query, "X-Amz-Security-Token"),
        };
    }

    private static RequestSignature? FromQueryV2(HttpRequest request, string target)
    {
        var query = RawTarget.Query(target);
        var key = RawTarget.Parameter(query, "AWSAccessKeyId");
        var value = RawTarget.Parameter(query, "Signature");
        var expires = RawTarget.Parameter(query, "Expires");
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(value)) return null;
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_799) return null;
        return new RequestSignature(SignatureForm.QueryV2, new CredentialScope(key, "", "", "s3"), target)
        {
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(seconds),
            Timestamp = expires!,
            Value = value.AsMemory(),
            SessionToken = RawTarget.Parameter(query, "x-amz-security-token") ?? request.Headers["x-amz-security-token"],
        };
    }

    private static ReadOnlyMemory<char> Part(string authorization, string name)
    {
        var start = authorization.IndexOf(name, StringComparison.Ordinal);
        if (start < 0) return default;
        start += name.Length;
        var end = authorization.AsSpan(start).IndexOfAny(',', ' ');
        return authorization.AsMemory(start, end < 0 ? authorization.Length - start : end);
    }

    private static (string? Timestamp, DateTimeOffset Time) SigningTime(HttpRequest request)
    {
        if (request.Headers["x-amz-date"] is [{ } stamp]) return AmazonTimestamp.TryParse(stamp, out var time) ? (stamp, time) : default;
        return DateTimeOffset.TryParse(request.Headers.Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? (AmazonTimestamp.Format(date), date)
            : default;
    }
}
