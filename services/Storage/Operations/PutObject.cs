using System.Text;
using MlPlatform.Storage.Blobs;
using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>PUT /bucket/key : stores an object; it appears whole when the index commits, or not at all.</summary>
internal sealed class PutObject(ObjectIndex index, BlobIntake intake, TimeProvider time) : IS3Operation
{
    private const int MaximumKeyBytes = 1024;

    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        CheckKey(request.Key);
        index.Read(connection => BucketTable.Require(connection, request));
        var properties = PropertyHeaders.Read(request);
        var checks = BodyChecks.Of(request);
        using var digest = new ContentDigest(checks.Algorithm);
        using var blob = await intake.ReceiveAsync(request.Http.Request.Body, digest, cancellationToken);
        checks.Verify(digest);

        var stored = Describe(request.Key, properties, checks, digest);
        await index.WriteAsync(change => Put(change, request, stored, blob));
        blob.Keep();
        request.Response.Headers.ETag = PropertyHeaders.Quote(stored.ETag);
        PropertyHeaders.WriteChecksum(request.Response, stored.Properties);
    }

    public static void CheckKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) <= MaximumKeyBytes) return;
        throw new S3Exception(S3Error.KeyTooLong, "Your key is too long") { Details = [("MaxSizeAllowed", "1024")] };
    }

    private StoredObject Describe(string key, ObjectProperties properties, BodyChecks checks, ContentDigest digest) => new(
        key, index.NextId(), digest.Length, Convert.ToHexStringLower(digest.Md5()), time.GetUtcNow(), properties with
        {
            ChecksumAlgorithm = checks.Algorithm?.Name,
            Checksum = digest.Checksum() is { } checksum ? Convert.ToBase64String(checksum) : null,
            ChecksumType = checks.Algorithm is null ? null : "FULL_OBJECT",
        });

    private static bool Put(IndexChange change, S3Request request, StoredObject stored, StagedBlob blob)
    {
        BucketTable.Require(change.Connection, request);
        Preconditions.CheckWrite(request, ObjectTable.Find(change.Connection, request.Bucket, request.Key));
        change.AddContent(stored.Version, blob);
        ObjectTable.Put(change, request.Bucket, stored);
        return true;
    }
}
