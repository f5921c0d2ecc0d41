using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>HEAD /bucket : whether a bucket is there.</summary>
internal sealed class HeadBucket(ObjectIndex index) : IS3Operation
{
    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var bucket = index.Read(connection => BucketTable.Require(connection, request));
        request.Response.Headers["x-amz-bucket-region"] = bucket.Region;
        return Task.CompletedTask;
    }
}
