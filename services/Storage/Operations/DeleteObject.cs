using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>DELETE /bucket/key : removes an object; that there was none is no error.</summary>
internal sealed class DeleteObject(ObjectIndex index) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        await index.WriteAsync(change =>
        {
            BucketTable.Require(change.Connection, request);
            if (request.Header("If-Match") is not null)
            {
                Preconditions.CheckWrite(request, ObjectTable.Find(change.Connection, request.Bucket, request.Key));
            }

            ObjectTable.Remove(change, request.Bucket, request.Key);
            return true;
        });
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
