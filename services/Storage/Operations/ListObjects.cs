using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET /bucket : a page of objects, continued by the marker.</summary>
internal sealed class ListObjects(ObjectIndex index) : IS3Operation
{
    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var marker = request.Query("marker") ?? "";
        var answer = new ListingAnswer(request, marker);
        var page = index.Read(connection =>
        {
            BucketTable.Require(connection, request);
            return Listing.Read(connection, answer.Query);
        });
        return XmlAnswer.WriteAsync(request.Response, "ListBucketResult", xml =>
        {
            answer.WriteHead(xml, page);
            xml.WriteElementString("Marker", answer.Encoded(marker));
            if (page.IsTruncated) xml.WriteElementString("NextMarker", answer.Encoded(page.Last));
            answer.WriteContents(xml, page, withOwner: true);
        }, cancellationToken);
    }
}
