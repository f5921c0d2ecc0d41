using MlPlatform.Storage.Blobs;
using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>PUT /bucket/key?partNumber=n&amp;uploadId=x : stores one part.</summary>
internal sealed class UploadPart(ObjectIndex index, BlobIntake intake, TimeProvider time) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var number = PartNumber(request);
        var upload = index.Read(connection =>
        {
            BucketTable.Require(connection, request);
            return UploadTable.Require(connection, request);
        });
        var checks = BodyChecks.Of(request);
        if (checks.Algorithm is null) checks = checks with { Algorithm = ChecksumAlgorithm.Find(upload.Properties.ChecksumAlgorithm) };
        using var digest = new ContentDigest(checks.Algorithm);
        using var blob = await intake.ReceiveAsync(request.Http.Request.Body, digest, cancellationToken);
        checks.Verify(digest);

        var checksum = digest.Checksum() is { } bytes ? Convert.ToBase64String(bytes) : null;
        var part = new Part(number, index.NextId(), digest.Length, Convert.ToHexStringLower(digest.Md5()), time.GetUtcNow(), checksum);
        await index.WriteAsync(change =>
        {
            UploadTable.Require(change.Connection, request);
            change.AddContent(part.Version, blob);
            UploadTable.PutPart(change, upload.Id, part);
            return true;
        });
        blob.Keep();
        request.Response.Headers.ETag = PropertyHeaders.Quote(part.ETag);
        if (checks.Algorithm is not null) request.Response.Headers[checks.Algorithm.Header] = checksum;
    }

    public static int PartNumber(S3Request request)
    {
        if (int.TryParse(request.Query("partNumber"), out var number) && number is >= 1 and <= 10_000) return number;
        throw S3Exception.InvalidArgument(
            "partNumber", request.Query("partNumber") ?? "", "Part number must be an integer between 1 and 10000, inclusive");
    }
}
