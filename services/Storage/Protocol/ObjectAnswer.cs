using System.Globalization;
using MlPlatform.Storage.Index;

namespace MlPlatform.Storage.Protocol;

/// <summary>The status and headers that GET and HEAD of an object have in common.</summary>
internal static class ObjectAnswer
{
    /// <summary>Sets them, and says which bytes the body is to hold.</summary>
    public static ByteRange Begin(S3Request request, StoredObject found)
    {
        var asked = ByteRange.Parse(request.Header("Range"), found.Size);
        var range = asked ?? new ByteRange(0, found.Size);
        PropertyHeaders.Write(request, found);
        request.Response.ContentLength = range.Length;
        if (found.Properties.Parts > 0)
        {
            request.Response.Headers["x-amz-mp-parts-count"] = found.Properties.Parts.ToString(CultureInfo.InvariantCulture);
        }

        if (asked is not null)
        {
            request.Response.StatusCode = StatusCodes.Status206PartialContent;
            request.Response.Headers.ContentRange = range.ContentRange(found.Size);
        }
        else if (string.Equals(request.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase))
        {
            PropertyHeaders.WriteChecksum(request.Response, found.Properties);
        }

        return range;
    }
}
