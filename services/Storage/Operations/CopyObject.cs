using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>PUT /bucket/key with x-amz-copy-source : a second object over the same bytes.</summary>
internal sealed class CopyObject(ObjectIndex index, TimeProvider time) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        PutObject.CheckKey(request.Key);
        var source = CopySource.Of(request);
        var given = PropertyHeaders.Read(request);
        var copied = await index.WriteAsync(change => Copy(change, request, source, given));
        await XmlAnswer.WriteAsync(request.Response, "CopyObjectResult", xml =>
        {
            xml.WriteElementString("LastModified", XmlAnswer.Time(copied.Modified));
            xml.WriteElementString("ETag", PropertyHeaders.Quote(copied.ETag));
            if (ChecksumAlgorithm.Find(copied.Properties.ChecksumAlgorithm) is { } algorithm)
            {
                xml.WriteElementString(algorithm.Element, copied.Properties.Checksum);
                xml.WriteElementString("ChecksumType", copied.Properties.ChecksumType);
            }
        }, cancellationToken);
    }

    private StoredObject Copy(IndexChange change, S3Request request, CopySource source, ObjectProperties given)
    {
        BucketTable.Require(change.Connection, request);
        var found = source.Require(change.Connection, request);
        Preconditions.CheckWrite(request, ObjectTable.Find(change.Connection, request.Bucket, request.Key));
        var copy = found with
        {
            Key = request.Key,
            Version = index.NextId(),
            Modified = time.GetUtcNow(),
            Properties = Properties(request, source, found.Properties, given),
        };
        var ordinal = 0;
        foreach (var segment in SegmentTable.Of(change.Connection, found.Version)) change.AddSegment(copy.Version, ordinal++, segment);
        ObjectTable.Put(change, request.Bucket, copy);
        return copy;
    }

    private static ObjectProperties Properties(S3Request request, CopySource source, ObjectProperties found, ObjectProperties given)
    {
        var replaces = Directive(request, "x-amz-metadata-directive");
        var replacesTags = Directive(request, "x-amz-tagging-directive");
        if (!replaces && !replacesTags && source.Bucket == request.Bucket && source.Key == request.Key)
        {
            throw new S3Exception(S3Error.InvalidRequest, "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.");
        }

        return found with
        {
            Headers = replaces ? given.Headers : found.Headers,
            Metadata = replaces ? given.Metadata : found.Metadata,
            Tags = replacesTags ? given.Tags : found.Tags,
        };
    }

    private static bool Directive(S3Request request, string header) => request.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Exception.InvalidArgument(header, other, "Unknown directive."),
    };
}
