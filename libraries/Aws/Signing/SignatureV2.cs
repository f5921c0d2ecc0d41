using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MlPlatform.Aws.Signing;

/// <summary>The older S3 query signature: HMAC-SHA1 over verb, content headers, expiry, amz headers and resource.</summary>
internal static class SignatureV2
{
    /// <summary>The parameters that are part of the resource; all others are not signed.</summary>
    private static readonly HashSet<string> SubResources = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "inventory", "lifecycle", "location", "logging", "metrics",
        "notification", "object-lock", "partNumber", "policy", "publicAccessBlock", "replication", "requestPayment", "response-cache-control",
        "response-content-disposition", "response-content-encoding", "response-content-language", "response-content-type", "response-expires",
        "restore", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    };

    public static bool Matches(HttpRequest request, RequestSignature signature, string secret)
    {
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(request.Headers.ContentMD5).Append('\n')
            .Append(request.Headers.ContentType).Append('\n')
            .Append(signature.Timestamp).Append('\n');
        AppendAmzHeaders(text, request.Headers);
        text.Append(RawTarget.Path(signature.Target));
        AppendSubResources(text, RawTarget.Query(signature.Target).ToString());

        // The algorithm is the client's choice, fixed by S3's older signature; it guards nothing here that SigV4 could guard instead.
        var computed = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text.ToString()));
        Span<byte> stated = stackalloc byte[64];
        return Convert.TryFromBase64Chars(signature.Value.Span, stated, out var written)
            && CryptographicOperations.FixedTimeEquals(stated[..written], computed);
    }

    private static void AppendAmzHeaders(StringBuilder text, IHeaderDictionary headers)
    {
        var signed = headers
            .Where(header => header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Key.ToLowerInvariant(), StringComparer.Ordinal);
        foreach (var (name, values) in signed)
        {
            text.Append(name.ToLowerInvariant()).Append(':').AppendJoin(',', values.Select(value => value?.Trim())).Append('\n');
        }
    }

    private static void AppendSubResources(StringBuilder text, string query)
    {
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => SubResources.Contains(pair[0]))
            .OrderBy(pair => pair[0], StringComparer.Ordinal)
            .Select(pair => pair.Length == 1 ? pair[0] : $"{pair[0]}={Uri.UnescapeDataString(pair[1])}");
        var joined = string.Join('&', parts);
        if (joined.Length > 0) text.Append('?').Append(joined);
    }
}
