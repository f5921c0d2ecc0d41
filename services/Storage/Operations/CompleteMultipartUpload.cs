using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Options;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>POST /bucket/key?uploadId=x : joins the named parts to an object; no byte is moved.</summary>
internal sealed class CompleteMultipartUpload(ObjectIndex index, IOptions<StorageOptions> options, TimeProvider time) : IS3Operation
{
    private sealed record NamedPart(int Number, string ETag, XElement Element);

    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var body = await XmlBody.RequireAsync(request, "CompleteMultipartUpload", cancellationToken);
        var named = body.Children("Part").Select(ReadPart).ToList();
        if (named.Count == 0) throw XmlBody.Malformed();
        for (var i = 1; i < named.Count; i++)
        {
            if (named[i].Number <= named[i - 1].Number)
            {
                throw new S3Exception(S3Error.InvalidPartOrder, "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }
        }

        var completed = await index.WriteAsync(change => Complete(change, request, named));
        await XmlAnswer.WriteAsync(request.Response, "CompleteMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Location", $"/{request.Bucket}/{UrlEncoding.Encode(request.Key)}");
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("ETag", PropertyHeaders.Quote(completed.ETag));
            if (ChecksumAlgorithm.Find(completed.Properties.ChecksumAlgorithm) is { } algorithm && completed.Properties.Checksum is not null)
            {
                xml.WriteElementString(algorithm.Element, completed.Properties.Checksum);
                xml.WriteElementString("ChecksumType", completed.Properties.ChecksumType);
            }
        }, cancellationToken);
    }

    private static NamedPart ReadPart(XElement element)
    {
        if (!int.TryParse(element.Text("PartNumber"), out var number) || element.Text("ETag") is not { } etag) throw XmlBody.Malformed();
        return new NamedPart(number, etag.Trim('"'), element);
    }

    private StoredObject Complete(IndexChange change, S3Request request, List<NamedPart> named)
    {
        BucketTable.Require(change.Connection, request);
        var upload = UploadTable.Require(change.Connection, request);
        Preconditions.CheckWrite(request, ObjectTable.Find(change.Connection, request.Bucket, request.Key));
        var parts = Match(UploadTable.Parts(change.Connection, upload.Id, 0, int.MaxValue), named, upload);
        var completed = new StoredObject(
            request.Key, index.NextId(), parts.Sum(part => part.Size), ETag(parts), time.GetUtcNow(), MultipartChecksum.Complete(upload.Properties, parts));
        CheckWhole(request, completed.Properties);

        var ordinal = 0;
        foreach (var segment in parts.SelectMany(part => SegmentTable.Of(change.Connection, part.Version)))
        {
            change.AddSegment(completed.Version, ordinal++, segment);
        }

        UploadTable.Remove(change, upload.Id);
        ObjectTable.Put(change, request.Bucket, completed);
        return completed;
    }

    private List<Part> Match(List<Part> uploaded, List<NamedPart> named, Upload upload)
    {
        var byNumber = uploaded.ToDictionary(part => part.Number);
        var algorithm = ChecksumAlgorithm.Find(upload.Properties.ChecksumAlgorithm);
        var matched = new List<Part>(named.Count);
        foreach (var name in named)
        {
            var sent = algorithm is null ? null : name.Element.Text(algorithm.Element);
            if (!byNumber.TryGetValue(name.Number, out var part) || part.ETag != name.ETag || (sent is not null && sent != part.Checksum))
            {
                throw new S3Exception(S3Error.InvalidPart, "One or more of the specified parts could not be found, or its entity tag or checksum is another.")
                {
                    Details = [("UploadId", upload.Id), ("PartNumber", name.Number.ToString(null, null)), ("ETag", name.ETag)],
                };
            }

            matched.Add(part);
        }

        if (matched.SkipLast(1).FirstOrDefault(part => part.Size < options.Value.MinimumPartBytes) is not { } small) return matched;
        throw new S3Exception(S3Error.EntityTooSmall, "Your proposed upload is smaller than the minimum allowed size")
        {
            Details = [("PartNumber", small.Number.ToString(null, null)), ("ETag", small.ETag)],
        };
    }

    private static string ETag(List<Part> parts)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts) md5.AppendData(Convert.FromHexString(part.ETag));
        return $"{Convert.ToHexStringLower(md5.GetCurrentHash())}-{parts.Count}";
    }

    /// <summary>A client may say what the checksum of the whole must be.</summary>
    private static void CheckWhole(S3Request request, ObjectProperties properties)
    {
        var algorithm = ChecksumAlgorithm.Find(properties.ChecksumAlgorithm);
        if (algorithm is null || request.Header(algorithm.Header) is not { } expected) return;
        if (expected.Split('-')[0] != properties.Checksum?.Split('-')[0])
        {
            throw new S3Exception(S3Error.BadDigest, $"The {algorithm.Name} you specified did not match the calculated checksum.");
        }
    }
}
