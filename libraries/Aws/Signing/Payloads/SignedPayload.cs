using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MlPlatform.Aws.Signing;

/// <summary>The payload of an S3 request in one of the five forms clients sign it in; checked while it streams through.</summary>
public abstract class SignedPayload
{
    public const string Unsigned = "UNSIGNED-PAYLOAD";
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    internal const string ChunkedUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    internal const string ChunkedSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    internal const string ChunkedSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    private protected SignedPayload(long length) => Length = length;

    /// <summary>How many bytes the payload has once its framing is taken off.</summary>
    public long Length { get; }

    /// <summary>The payload line of an S3 request's canonical form: what the request states, or unsigned for presigned addresses.</summary>
    public static string? StatedHash(HttpRequest request, RequestSignature signature)
    {
        if (signature.Form == SignatureForm.Header) return request.Headers["x-amz-content-sha256"];
        var isHeaderSigned = Array.IndexOf(signature.SignedHeaders, "x-amz-content-sha256") >= 0;
        return isHeaderSigned ? request.Headers["x-amz-content-sha256"] : Unsigned;
    }

    /// <summary>How to read the payload of a request whose signature has been found right.</summary>
    public static SignatureFault Create(HttpRequest request, RequestSignature signature, string statedHash, byte[]? signingKey, out SignedPayload? payload)
    {
        payload = null;
        var isChunked = statedHash.StartsWith("STREAMING-", StringComparison.Ordinal);
        if (!TryGetLength(request, isChunked, out var length)) return SignatureFault.MissingLength;
        if (!isChunked)
        {
            if (statedHash != Unsigned && !Hex.IsSha256(statedHash)) return SignatureFault.MissingPayloadHash;
            payload = new PlainPayload(length, statedHash == Unsigned ? null : statedHash);
            return SignatureFault.None;
        }

        var isSigned = statedHash is ChunkedSigned or ChunkedSignedTrailer;
        if (!isSigned && statedHash != ChunkedUnsignedTrailer) return SignatureFault.MissingPayloadHash;
        if (isSigned && signingKey is null) return SignatureFault.MissingPayloadHash;
        var chain = isSigned ? new ChunkSignature(signingKey!, signature.Timestamp, signature.Scope, signature.Value.ToString()) : null;
        var trailer = statedHash == ChunkedSigned ? null : request.Headers["x-amz-trailer"].ToString();
        payload = new AwsChunkedPayload(length, chain, string.IsNullOrEmpty(trailer) ? null : trailer);
        return SignatureFault.None;
    }

    /// <summary>Copies the payload without its framing, the last byte only when everything about it is right.</summary>
    /// <exception cref="PayloadFaultException">It is not the payload that was signed.</exception>
    public abstract Task CopyToAsync(PipeReader source, Stream destination, CancellationToken cancellationToken);

    private static bool TryGetLength(HttpRequest request, bool isChunked, out long length)
    {
        if (isChunked)
        {
            return long.TryParse(request.Headers["x-amz-decoded-content-length"], NumberStyles.None, CultureInfo.InvariantCulture, out length);
        }

        length = request.ContentLength ?? 0;
        return request.ContentLength is not null || !MayHaveBody(request);
    }

    private static bool MayHaveBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
}
