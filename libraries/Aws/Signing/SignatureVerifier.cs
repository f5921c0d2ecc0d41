using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MlPlatform.Aws.Signing;

/// <summary>The outcome of a check: whom the request speaks for and the key that signed it, or what is wrong.</summary>
public readonly record struct SignatureCheck(SignatureFault Fault, AwsCredential? Credential, byte[]? SigningKey);

/// <summary>Checks request signatures (SigV4 in the header or the query, SigV2 in the query) against the keys the platform knows.</summary>
/// <remarks>A check costs two hashes over a few hundred bytes and next to no allocation: it runs on every public request.</remarks>
public sealed class SignatureVerifier(ICredentialStore credentials, SigningKeys keys, TimeProvider time)
{
    private static readonly TimeSpan ClockWindow = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(7);

    /// <summary>Checks a signature against the request and the payload hash it states or was found to have.</summary>
    /// <param name="request">The request as it arrived.</param>
    /// <param name="signature">Its signature, as <see cref="RequestSignature.Read"/> found it.</param>
    /// <param name="payloadHash">The last line of the canonical request: a hash in hexadecimal or one of S3's names for unhashed payloads.</param>
    public SignatureCheck Verify(HttpRequest request, RequestSignature signature, ReadOnlySpan<char> payloadHash)
    {
        var credential = credentials.Find(signature.Scope.AccessKeyId);
        if (credential is null) return new SignatureCheck(SignatureFault.UnknownKey, null, null);
        if (signature.Form == SignatureForm.QueryV2) return new SignatureCheck(VerifyV2(request, signature, credential), credential, null);

        var key = keys.Get(signature.Scope, credential.SecretAccessKey);
        var fault = CheckWhatIsSigned(request, signature);
        if (fault == SignatureFault.None) fault = CheckValue(request, signature, payloadHash, key);
        if (fault == SignatureFault.None) fault = CheckTime(signature);
        if (fault == SignatureFault.None) fault = CheckToken(signature, credential);
        return new SignatureCheck(fault, credential, key);
    }

    private SignatureFault VerifyV2(HttpRequest request, RequestSignature signature, AwsCredential credential)
    {
        if (!SignatureV2.Matches(request, signature, credential.SecretAccessKey)) return SignatureFault.Mismatch;
        if (signature.ExpiresAt < time.GetUtcNow()) return SignatureFault.Expired;
        return CheckToken(signature, credential);
    }

    private static SignatureFault CheckWhatIsSigned(HttpRequest request, RequestSignature signature)
    {
        if (!signature.Timestamp.AsSpan(0, 8).SequenceEqual(signature.Scope.Date)) return SignatureFault.Malformed;
        if (!IsSigned("host", signature.SignedHeaders) && !IsSigned(CanonicalRequest.Authority, signature.SignedHeaders)) return SignatureFault.UnsignedHeaders;
        foreach (var (name, _) in request.Headers)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !MayBeUnsigned(name) && !IsSigned(name, signature.SignedHeaders))
            {
                return SignatureFault.UnsignedHeaders;
            }
        }

        return SignatureFault.None;
    }

    /// <summary>Headers that steer nothing, and that clients or proxies add after signing.</summary>
    private static bool MayBeUnsigned(string name) =>
        name.Equals("x-amz-user-agent", StringComparison.OrdinalIgnoreCase) || name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase);

    private static bool IsSigned(string name, string[] signedHeaders)
    {
        foreach (var signed in signedHeaders)
        {
            if (name.Equals(signed, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static SignatureFault CheckValue(HttpRequest request, RequestSignature signature, ReadOnlySpan<char> payloadHash, byte[] key)
    {
        var canonical = new Utf8Buffer(stackalloc byte[2048]);
        var text = new Utf8Buffer(stackalloc byte[256]);
        try
        {
            if (!CanonicalRequest.TryWrite(ref canonical, request, signature, payloadHash)) return SignatureFault.Malformed;
            CanonicalRequest.WriteStringToSign(ref text, signature.Timestamp, signature.Scope, canonical.Written);
            Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, text.Written, computed);
            return Hex.Matches(signature.Value.Span, computed) ? SignatureFault.None : SignatureFault.Mismatch;
        }
        finally
        {
            canonical.Dispose();
            text.Dispose();
        }
    }

    private SignatureFault CheckTime(RequestSignature signature)
    {
        var now = time.GetUtcNow();
        if (signature.ExpiresAt is not { } end) return (now - signature.SignedAt).Duration() > ClockWindow ? SignatureFault.Skewed : SignatureFault.None;
        if (end - signature.SignedAt > LongestExpiry) return SignatureFault.ExpiryTooLong;
        if (signature.SignedAt - now > ClockWindow) return SignatureFault.Skewed;
        return now > end ? SignatureFault.Expired : SignatureFault.None;
    }

    private static SignatureFault CheckToken(RequestSignature signature, AwsCredential credential)
    {
        var presented = string.IsNullOrEmpty(signature.SessionToken) ? null : signature.SessionToken;
        if (presented is null && credential.SessionToken is null) return SignatureFault.None;
        if (presented is null || credential.SessionToken is null) return SignatureFault.WrongToken;
        var matches = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), Encoding.UTF8.GetBytes(credential.SessionToken));
        return matches ? SignatureFault.None : SignatureFault.WrongToken;
    }
}
