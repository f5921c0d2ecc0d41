using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET / : the buckets.</summary>
internal sealed class ListBuckets(ObjectIndex index) : IS3Operation
{
    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var prefix = request.Query("prefix") ?? "";
        var buckets = index.Read(BucketTable.All).Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal));
        return XmlAnswer.WriteAsync(request.Response, "ListAllMyBucketsResult", xml =>
        {
            xml.WriteOwner("Owner", request.Account);
            xml.WriteStartElement("Buckets");
            foreach (var bucket in buckets)
            {
                xml.WriteStartElement("Bucket");
                xml.WriteElementString("Name", bucket.Name);
                xml.WriteElementString("CreationDate", XmlAnswer.Time(bucket.Created));
                xml.WriteElementString("BucketRegion", bucket.Region);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }, cancellationToken);
    }
}
