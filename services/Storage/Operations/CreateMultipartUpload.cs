using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>POST /bucket/key?uploads : begins an upload in parts.</summary>
internal sealed class CreateMultipartUpload(ObjectIndex index, TimeProvider time) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        PutObject.CheckKey(request.Key);
        var algorithm = Algorithm(request);
        var properties = PropertyHeaders.Read(request) with { ChecksumAlgorithm = algorithm?.Name, ChecksumType = ChecksumType(request, algorithm) };
        var upload = new Upload(Guid.NewGuid().ToString("N"), request.Bucket, request.Key, time.GetUtcNow(), properties);
        await index.WriteAsync(change =>
        {
            BucketTable.Require(change.Connection, request);
            UploadTable.Add(change.Connection, upload);
            return true;
        });
        if (algorithm is not null)
        {
            request.Response.Headers["x-amz-checksum-algorithm"] = algorithm.Name;
            request.Response.Headers["x-amz-checksum-type"] = properties.ChecksumType;
        }

        await XmlAnswer.WriteAsync(request.Response, "InitiateMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Bucket", upload.Bucket);
            xml.WriteElementString("Key", upload.Key);
            xml.WriteElementString("UploadId", upload.Id);
        }, cancellationToken);
    }

    private static ChecksumAlgorithm? Algorithm(S3Request request)
    {
        if (request.Header("x-amz-checksum-algorithm") is not { } name) return null;
        return ChecksumAlgorithm.Find(name) ?? throw new S3Exception(S3Error.InvalidRequest, $"Checksum algorithm {name} is not supported.");
    }

    private static string? ChecksumType(S3Request request, ChecksumAlgorithm? algorithm)
    {
        if (algorithm is null) return null;
        var asked = request.Header("x-amz-checksum-type") ?? (algorithm == ChecksumAlgorithm.Crc64Nvme ? "FULL_OBJECT" : "COMPOSITE");
        var possible = asked == "COMPOSITE" ? algorithm != ChecksumAlgorithm.Crc64Nvme : asked == "FULL_OBJECT" && algorithm.Combines;
        if (possible) return asked;
        throw new S3Exception(S3Error.InvalidRequest, $"The {asked} checksum type cannot be used with the {algorithm.Name} checksum algorithm.");
    }
}
