using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>DELETE /bucket/key?uploadId=x : gives an upload up and frees its parts.</summary>
internal sealed class AbortMultipartUpload(ObjectIndex index) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        await index.WriteAsync(change =>
        {
            BucketTable.Require(change.Connection, request);
            UploadTable.Remove(change, UploadTable.Require(change.Connection, request).Id);
            return true;
        });
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
