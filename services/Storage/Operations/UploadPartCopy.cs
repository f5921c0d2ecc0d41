using MlPlatform.Storage.Blobs;
using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>PUT of a part with x-amz-copy-source : the part is a range of another object, whose bytes are only read for the ETag.</summary>
internal sealed class UploadPartCopy(ObjectIndex index, BlobReader reader, Reclaimer reclaimer, TimeProvider time) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var number = UploadPart.PartNumber(request);
        var source = CopySource.Of(request);
        using var reading = reclaimer.BeginReading();
        var (upload, found, segments) = index.Read(connection => Find(connection, request, source));
        var range = ByteRange.Parse(request.Header("x-amz-copy-source-range"), found.Size) ?? new ByteRange(0, found.Size);

        using var digest = new ContentDigest(ChecksumAlgorithm.Find(upload.Properties.ChecksumAlgorithm));
        await reader.SendAsync(segments, range.Start, range.Length, new DigestTarget(digest), cancellationToken);
        var checksum = digest.Checksum() is { } bytes ? Convert.ToBase64String(bytes) : null;
        var part = new Part(number, index.NextId(), range.Length, Convert.ToHexStringLower(digest.Md5()), time.GetUtcNow(), checksum);
        await index.WriteAsync(change => Put(change, request, (source, found.Version, range), part));
        await XmlAnswer.WriteAsync(request.Response, "CopyPartResult", xml =>
        {
            xml.WriteElementString("LastModified", XmlAnswer.Time(part.Modified));
            xml.WriteElementString("ETag", PropertyHeaders.Quote(part.ETag));
        }, cancellationToken);
    }

    private static (Upload Upload, StoredObject Found, List<Segment> Segments) Find(IndexConnection connection, S3Request request, CopySource source)
    {
        BucketTable.Require(connection, request);
        var upload = UploadTable.Require(connection, request);
        var found = source.Require(connection, request);
        return (upload, found, SegmentTable.WithData(connection, found.Version));
    }

    private static bool Put(IndexChange change, S3Request request, (CopySource Source, long Version, ByteRange Range) copied, Part part)
    {
        var upload = UploadTable.Require(change.Connection, request);
        var now = copied.Source.Require(change.Connection, request);
        if (now.Version != copied.Version) throw S3Exception.PreconditionFailed("the source changed while it was copied");
        var segments = SegmentTable.Cut(SegmentTable.Of(change.Connection, now.Version), copied.Range.Start, copied.Range.Length);
        for (var ordinal = 0; ordinal < segments.Count; ordinal++) change.AddSegment(part.Version, ordinal, segments[ordinal]);
        UploadTable.PutPart(change, upload.Id, part);
        return true;
    }
}
