using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>DELETE /bucket/key?tagging : removes an object's tags.</summary>
internal sealed class DeleteObjectTagging(ObjectIndex index) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        await index.WriteAsync(change => PutObjectTagging.Replace(change, request, new Dictionary<string, string>()));
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
