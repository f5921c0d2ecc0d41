using System.Text;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET /bucket?list-type=2 : a page of objects, continued by a token.</summary>
internal sealed class ListObjectsV2(ObjectIndex index) : IS3Operation
{
    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var token = request.Query("continuation-token");
        var startAfter = request.Query("start-after");
        var answer = new ListingAnswer(request, token is null ? startAfter ?? "" : ReadToken(token));
        var page = index.Read(connection =>
        {
            BucketTable.Require(connection, request);
            return Listing.Read(connection, answer.Query);
        });
        return XmlAnswer.WriteAsync(request.Response, "ListBucketResult", xml =>
        {
            answer.WriteHead(xml, page);
            xml.WriteNumber("KeyCount", page.Objects.Count + page.CommonPrefixes.Count);
            if (token is not null) xml.WriteElementString("ContinuationToken", token);
            if (startAfter is not null) xml.WriteElementString("StartAfter", answer.Encoded(startAfter));
            if (page.IsTruncated) xml.WriteElementString("NextContinuationToken", WriteToken(page.Last));
            answer.WriteContents(xml, page, withOwner: request.Query("fetch-owner") == "true");
        }, cancellationToken);
    }

    private static string WriteToken(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        if (token.Length > 0 && Convert.TryFromBase64String(token, bytes, out var length)) return Encoding.UTF8.GetString(bytes, 0, length);
        throw S3Exception.InvalidArgument("continuation-token", token, "The continuation token provided is incorrect");
    }
}
