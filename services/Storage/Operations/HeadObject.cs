using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>HEAD /bucket/key : an object's headers.</summary>
internal sealed class HeadObject(ObjectIndex index) : IS3Operation
{
    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var found = index.Read(connection =>
        {
            BucketTable.Require(connection, request);
            return ObjectTable.Require(connection, request.Bucket, request.Key);
        });
        Preconditions.CheckRead(request, found);
        ObjectAnswer.Begin(request, found);
        return Task.CompletedTask;
    }
}
