using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET /bucket/key?uploadId=x : a page of an upload's parts.</summary>
internal sealed class ListParts(ObjectIndex index) : IS3Operation
{
    private const int LargestPage = 1000;
    private const int LastPart = 10_000;

    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var marker = request.QueryNumber("part-number-marker", 0, 0, LastPart);
        var limit = request.QueryNumber("max-parts", LargestPage, 0, LargestPage);
        var (upload, parts) = index.Read(connection =>
        {
            BucketTable.Require(connection, request);
            var found = UploadTable.Require(connection, request);
            return (found, UploadTable.Parts(connection, found.Id, marker, limit + 1));
        });
        var page = parts.Take(limit).ToList();
        var algorithm = ChecksumAlgorithm.Find(upload.Properties.ChecksumAlgorithm);
        return XmlAnswer.WriteAsync(request.Response, "ListPartsResult", xml =>
        {
            xml.WriteElementString("Bucket", upload.Bucket);
            xml.WriteElementString("Key", upload.Key);
            xml.WriteElementString("UploadId", upload.Id);
            xml.WriteOwner("Initiator", request.Account);
            xml.WriteOwner("Owner", request.Account);
            xml.WriteElementString("StorageClass", "STANDARD");
            xml.WriteNumber("PartNumberMarker", marker);
            if (page.Count > 0) xml.WriteNumber("NextPartNumberMarker", page[^1].Number);
            xml.WriteNumber("MaxParts", limit);
            xml.WriteFlag("IsTruncated", parts.Count > limit);
            foreach (var part in page)
            {
                xml.WriteStartElement("Part");
                xml.WriteNumber("PartNumber", part.Number);
                xml.WriteElementString("LastModified", XmlAnswer.Time(part.Modified));
                xml.WriteElementString("ETag", PropertyHeaders.Quote(part.ETag));
                xml.WriteNumber("Size", part.Size);
                if (algorithm is not null && part.Checksum is not null) xml.WriteElementString(algorithm.Element, part.Checksum);
                xml.WriteEndElement();
            }
        }, cancellationToken);
    }
}
