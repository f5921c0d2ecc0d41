using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET /bucket?uploads : uploads under way, by key and then id; a prefix filters, a delimiter is not rolled up.</summary>
internal sealed class ListMultipartUploads(ObjectIndex index) : IS3Operation
{
    private const int LargestPage = 1000;

    public Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var prefix = request.Query("prefix") ?? "";
        var keyMarker = request.Query("key-marker") ?? "";
        var idMarker = request.Query("upload-id-marker") ?? "";
        var limit = request.QueryNumber("max-uploads", LargestPage, 1, LargestPage);
        var encodes = request.Query("encoding-type") == "url";
        string Encoded(string text) => encodes ? UrlEncoding.Encode(text) : text;
        var uploads = index.Read(connection =>
        {
            BucketTable.Require(connection, request);
            return UploadTable.AllOf(connection, request.Bucket)
                .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal) && IsAfter(upload, keyMarker, idMarker))
                .OrderBy(upload => upload.Key, Comparer<string>.Create(KeyOrder.Compare)).ThenBy(upload => upload.Id, StringComparer.Ordinal)
                .Take(limit + 1).ToList();
        });
        var page = uploads.Take(limit).ToList();
        return XmlAnswer.WriteAsync(request.Response, "ListMultipartUploadsResult", xml =>
        {
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("KeyMarker", Encoded(keyMarker));
            xml.WriteElementString("UploadIdMarker", idMarker);
            xml.WriteElementString("Prefix", Encoded(prefix));
            if (encodes) xml.WriteElementString("EncodingType", "url");
            if (uploads.Count > limit)
            {
                xml.WriteElementString("NextKeyMarker", Encoded(page[^1].Key));
                xml.WriteElementString("NextUploadIdMarker", page[^1].Id);
            }

            xml.WriteNumber("MaxUploads", limit);
            xml.WriteFlag("IsTruncated", uploads.Count > limit);
            foreach (var upload in page)
            {
                xml.WriteStartElement("Upload");
                xml.WriteElementString("Key", Encoded(upload.Key));
                xml.WriteElementString("UploadId", upload.Id);
                xml.WriteOwner("Initiator", request.Account);
                xml.WriteOwner("Owner", request.Account);
                xml.WriteElementString("StorageClass", "STANDARD");
                xml.WriteElementString("Initiated", XmlAnswer.Time(upload.Initiated));
                xml.WriteEndElement();
            }
        }, cancellationToken);
    }

    private static bool IsAfter(Upload upload, string keyMarker, string idMarker)
    {
        var order = KeyOrder.Compare(upload.Key, keyMarker);
        return order > 0 || (order == 0 && idMarker.Length > 0 && string.CompareOrdinal(upload.Id, idMarker) > 0);
    }
}
