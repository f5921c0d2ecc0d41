using MlPlatform.Storage.Blobs;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>GET /bucket/key : an object or a range of it.</summary>
internal sealed class GetObject(ObjectIndex index, BlobReader reader, Reclaimer reclaimer) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        using var reading = reclaimer.BeginReading();
        var (found, segments) = index.Read(connection => Find(connection, request));
        Preconditions.CheckRead(request, found);
        var range = ObjectAnswer.Begin(request, found);
        await reader.SendAsync(segments, range.Start, range.Length, new BodyTarget(request.Response.BodyWriter), cancellationToken);
    }

    private static (StoredObject Found, List<Segment> Segments) Find(IndexConnection connection, S3Request request)
    {
        BucketTable.Require(connection, request);
        var found = ObjectTable.Require(connection, request.Bucket, request.Key);
        return (found, SegmentTable.WithData(connection, found.Version));
    }
}
