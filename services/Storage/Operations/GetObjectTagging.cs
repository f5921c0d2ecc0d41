using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET /bucket/key?tagging : an object's tags.</summary>
internal sealed class GetObjectTagging(ObjectIndex index) : IS3Operation
{
    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var found = index.Read(connection =>
        {
            BucketTable.Require(connection, request);
            return ObjectTable.Require(connection, request.Bucket, request.Key);
        });
        return XmlAnswer.WriteAsync(request.Response, "Tagging", xml =>
        {
            xml.WriteStartElement("TagSet");
            foreach (var (key, value) in found.Properties.Tags)
            {
                xml.WriteStartElement("Tag");
                xml.WriteElementString("Key", key);
                xml.WriteElementString("Value", value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }, cancellationToken);
    }
}
