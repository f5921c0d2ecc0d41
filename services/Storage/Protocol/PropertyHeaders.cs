using MlPlatform.Aws.Checksums;
using System.Text;
using MlPlatform.Storage.Index;

namespace MlPlatform.Storage.Protocol;

/// <summary>Object properties as headers: taken from a PUT, given with a GET.</summary>
internal static class PropertyHeaders
{
    private const string MetadataPrefix = "x-amz-meta-";
    private const string DefaultContentType = "binary/octet-stream";
    private const int MaximumMetadataBytes = 2048;

    private static readonly string[] Kept =
        ["Content-Type", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    public static ObjectProperties Read(S3Request request)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Kept)
        {
            var value = name == "Content-Encoding" ? ContentEncoding(request) : request.Header(name);
            if (!string.IsNullOrEmpty(value)) headers[name] = value;
        }

        headers.TryAdd("Content-Type", DefaultContentType);
        return new ObjectProperties { Headers = headers, Metadata = Metadata(request), Tags = Tags(request) };
    }

    /// <summary>Writes an object's properties; a query such as response-content-type overrides a header, as presigned URLs use it.</summary>
    public static void Write(S3Request request, StoredObject found)
    {
        var response = request.Response;
        foreach (var (name, value) in found.Properties.Headers) response.Headers[name] = value;
        foreach (var name in Kept)
        {
            if (request.Query("response-" + name.ToLowerInvariant()) is { } value) response.Headers[name] = value;
        }

        foreach (var (name, value) in found.Properties.Metadata) response.Headers[MetadataPrefix + name] = value;
        response.Headers.ETag = Quote(found.ETag);
        response.Headers.LastModified = found.Modified.ToString("R");
        response.Headers.AcceptRanges = "bytes";
        if (found.Properties.Tags.Count > 0) response.Headers["x-amz-tagging-count"] = found.Properties.Tags.Count.ToString(null, null);
    }

    /// <summary>Writes the stored checksum.</summary>
    public static void WriteChecksum(HttpResponse response, ObjectProperties properties)
    {
        var algorithm = ChecksumAlgorithm.Find(properties.ChecksumAlgorithm);
        if (algorithm is null || properties.Checksum is null) return;
        response.Headers[algorithm.Header] = properties.Checksum;
        response.Headers["x-amz-checksum-type"] = properties.ChecksumType;
    }

    public static string Quote(string etag) => $"\"{etag}\"";

    /// <summary>The coding aws-chunked belongs to the transfer, not to the object.</summary>
    private static string? ContentEncoding(S3Request request)
    {
        var codings = request.Header("Content-Encoding")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return codings is null ? null : string.Join(",", codings.Where(coding => coding != "aws-chunked"));
    }

    private static Dictionary<string, string> Metadata(S3Request request)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Http.Request.Headers)
        {
            if (!name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            metadata[name[MetadataPrefix.Length..].ToLowerInvariant()] = value.ToString();
        }

        var bytes = metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        if (bytes > MaximumMetadataBytes) throw new S3Exception(S3Error.MetadataTooLarge, "Your metadata headers exceed the maximum allowed metadata size");
        return metadata;
    }

    private static IReadOnlyDictionary<string, string> Tags(S3Request request)
    {
        var header = request.Header("x-amz-tagging");
        if (string.IsNullOrEmpty(header)) return new Dictionary<string, string>();
        return TagRules.Check(header.Split('&').Select(pair => pair.Split('=', 2)).Select(pair =>
            (S3Target.Decode(pair[0].Replace('+', ' ')), pair.Length < 2 ? "" : S3Target.Decode(pair[1].Replace('+', ' ')))));
    }
}
