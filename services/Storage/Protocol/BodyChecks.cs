using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Checksums;

namespace MlPlatform.Storage.Protocol;

/// <summary>What a client says of the body it sends: its MD5, its checksum, its length.</summary>
/// <remarks>A checksum announced for the trailer is verified by the Gateway, which sees the trailer; here it is computed and stored.</remarks>
internal sealed record BodyChecks(byte[]? Md5, ChecksumAlgorithm? Algorithm, byte[]? Checksum, long? Length)
{
    public static BodyChecks Of(S3Request request)
    {
        var sent = ChecksumAlgorithm.All.FirstOrDefault(algorithm => request.Header(algorithm.Header) is not null);
        var named = ChecksumAlgorithm.Find(request.Header("x-amz-sdk-checksum-algorithm") ?? request.Header("x-amz-checksum-algorithm"));
        var trailing = ChecksumAlgorithm.All.FirstOrDefault(algorithm =>
            string.Equals(request.Header("x-amz-trailer"), algorithm.Header, StringComparison.OrdinalIgnoreCase));
        return new BodyChecks(
            Base64(request, "Content-MD5", S3Error.InvalidDigest),
            sent ?? trailing ?? named,
            sent is null ? null : Base64(request, sent.Header, S3Error.InvalidRequest),
            long.TryParse(request.Header("x-amz-decoded-content-length"), out var length) ? length : null);
    }

    public bool IsPresent => Md5 is not null || Algorithm is not null;

    public void Verify(ContentDigest digest)
    {
        if (Length is { } length && length != digest.Length)
        {
            throw new S3Exception(S3Error.IncompleteBody, $"{digest.Length} bytes arrived of the {length} that were announced.");
        }

        if (Md5 is not null && !Md5.AsSpan().SequenceEqual(digest.Md5()))
        {
            throw new S3Exception(S3Error.BadDigest, "The Content-MD5 you specified did not match what we received.");
        }

        if (Checksum is not null && !Checksum.AsSpan().SequenceEqual(digest.Checksum()))
        {
            throw new S3Exception(S3Error.BadDigest, $"The {Algorithm!.Name} you specified did not match the calculated checksum.");
        }
    }

    private static byte[]? Base64(S3Request request, string header, S3Error error)
    {
        if (request.Header(header) is not { } text) return null;
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length > 0) return bytes[..length];
        throw new S3Exception(error, $"The value of {header} is not valid base64.");
    }
}
