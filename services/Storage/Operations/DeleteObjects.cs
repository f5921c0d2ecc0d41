using System.Xml.Linq;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>POST /bucket?delete : removes up to a thousand objects in one commit.</summary>
internal sealed class DeleteObjects(ObjectIndex index) : IS3Operation
{
    private const int MaximumKeys = 1000;

    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (!BodyChecks.Of(request).IsPresent)
        {
            throw new S3Exception(S3Error.InvalidRequest, "Missing required header for this request: Content-MD5 or a checksum");
        }

        var body = await XmlBody.RequireAsync(request, "Delete", cancellationToken);
        var keys = body.Children("Object").Select(KeyOf).ToList();
        if (keys.Count is 0 or > MaximumKeys) throw XmlBody.Malformed();
        await index.WriteAsync(change => Remove(change, request, keys));

        var quiet = body.Text("Quiet") == "true";
        await XmlAnswer.WriteAsync(request.Response, "DeleteResult", xml =>
        {
            foreach (var key in quiet ? [] : keys)
            {
                xml.WriteStartElement("Deleted");
                xml.WriteElementString("Key", key);
                xml.WriteEndElement();
            }
        }, cancellationToken);
    }

    private static string KeyOf(XElement item) => item.Text("Key") is { Length: > 0 } key ? key : throw XmlBody.Malformed();

    private static bool Remove(IndexChange change, S3Request request, List<string> keys)
    {
        BucketTable.Require(change.Connection, request);
        foreach (var key in keys) ObjectTable.Remove(change, request.Bucket, key);
        return true;
    }
}
