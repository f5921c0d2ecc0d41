using System.Globalization;
using MlPlatform.Storage.Index;

namespace MlPlatform.Storage.Protocol;

/// <summary>The conditional headers of HTTP as S3 reads them.</summary>
internal static class Preconditions
{
    /// <summary>Checks a read: If-Match before If-Unmodified-Since, If-None-Match before If-Modified-Since.</summary>
    public static void CheckRead(S3Request request, StoredObject found) => Check(request, found, "", S3Error.NotModified);

    /// <summary>Checks the source of a copy, whose conditions have names of their own and never answer 304.</summary>
    public static void CheckCopySource(S3Request request, StoredObject found) =>
        Check(request, found, "x-amz-copy-source-", S3Error.PreconditionFailed);

    /// <summary>Checks a write: If-None-Match: * asks that the key is free, If-Match that it holds what the client knows.</summary>
    public static void CheckWrite(S3Request request, StoredObject? found)
    {
        if (request.Header("If-None-Match") is { } unwanted)
        {
            if (unwanted != "*") throw new S3Exception(S3Error.NotImplemented, "If-None-Match of a write takes only *.");
            if (found is not null) throw S3Exception.PreconditionFailed("If-None-Match");
        }

        if (request.Header("If-Match") is not { } wanted) return;
        if (found is null) throw S3Exception.NoSuchKey(request.Key);
        if (!Matches(wanted, found.ETag)) throw S3Exception.PreconditionFailed("If-Match");
    }

    private static void Check(S3Request request, StoredObject found, string prefix, S3Error notChanged)
    {
        if (request.Header(prefix + "If-Match") is { } wanted)
        {
            if (!Matches(wanted, found.ETag)) throw S3Exception.PreconditionFailed("If-Match");
        }
        else if (Time(request, prefix + "If-Unmodified-Since") is { } latest && Seconds(found) > latest)
        {
            throw S3Exception.PreconditionFailed("If-Unmodified-Since");
        }

        if (request.Header(prefix + "If-None-Match") is { } known)
        {
            if (Matches(known, found.ETag)) throw NotChanged(notChanged, "If-None-Match");
        }
        else if (Time(request, prefix + "If-Modified-Since") is { } since && Seconds(found) <= since)
        {
            throw NotChanged(notChanged, "If-Modified-Since");
        }
    }

    private static S3Exception NotChanged(S3Error error, string condition) =>
        error == S3Error.NotModified ? new S3Exception(error, "Not Modified") : S3Exception.PreconditionFailed(condition);

    private static bool Matches(string header, string etag) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(value => value == "*" || value.Trim('"') == etag);

    private static DateTimeOffset Seconds(StoredObject found) => DateTimeOffset.FromUnixTimeSeconds(found.Modified.ToUnixTimeSeconds());

    private static DateTimeOffset? Time(S3Request request, string header) =>
        DateTimeOffset.TryParse(request.Header(header), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
