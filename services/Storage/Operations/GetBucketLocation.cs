using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET /bucket?location : the bucket's region, empty for us-east-1.</summary>
internal sealed class GetBucketLocation(ObjectIndex index) : IS3Operation
{
    private const string UnnamedRegion = "us-east-1";

    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var bucket = index.Read(connection => BucketTable.Require(connection, request));
        return XmlAnswer.WriteAsync(
            request.Response, "LocationConstraint", xml => xml.WriteString(bucket.Region == UnnamedRegion ? "" : bucket.Region), cancellationToken);
    }
}
