using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>DELETE /bucket : removes an empty bucket and the uploads under way in it.</summary>
internal sealed class DeleteBucket(ObjectIndex index) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        await index.WriteAsync(change => Remove(change, request));
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static bool Remove(IndexChange change, S3Request request)
    {
        var bucket = BucketTable.Require(change.Connection, request);
        if (BucketTable.HoldsObjects(change.Connection, bucket.Name))
        {
            throw new S3Exception(S3Error.BucketNotEmpty, "The bucket you tried to delete is not empty") { Details = [("BucketName", bucket.Name)] };
        }

        foreach (var upload in UploadTable.AllOf(change.Connection, bucket.Name)) UploadTable.Remove(change, upload.Id);
        BucketTable.Remove(change.Connection, bucket.Name);
        return true;
    }
}
