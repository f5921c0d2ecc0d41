using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MlPlatform.Aws.Signing;

/// <summary>The request target as it came over the wire: the server's own path has been decoded and folded, which no signature survives.</summary>
public static class RawTarget
{
    /// <summary>Path and query of the request, undecoded.</summary>
    public static string Of(HttpRequest request)
    {
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(raw)) return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.Value;
        if (raw[0] == '/') return raw;

        // absolute-form, as a client sends it to a proxy: http://host/path?query
        var scheme = raw.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : raw.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : raw[path..];
    }

    /// <summary>The part before the question mark.</summary>
    public static ReadOnlySpan<char> Path(ReadOnlySpan<char> target)
    {
        var mark = target.IndexOf('?');
        return mark < 0 ? target : target[..mark];
    }

    /// <summary>The part after the question mark, empty where there is none.</summary>
    public static ReadOnlySpan<char> Query(ReadOnlySpan<char> target)
    {
        var mark = target.IndexOf('?');
        return mark < 0 ? default : target[(mark + 1)..];
    }

    /// <summary>The decoded value of a query parameter, or null where it is absent.</summary>
    public static string? Parameter(ReadOnlySpan<char> query, ReadOnlySpan<char> name)
    {
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            if (key.SequenceEqual(name)) return equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return null;
    }
}
