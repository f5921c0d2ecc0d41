using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using MlPlatform.Dapr.Runtime.Core.Invocation;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>/v1.0/invoke/{appId}/method/{path} over HTTP: any verb, bodies streamed both ways, path and query as they came.</summary>
internal sealed class InvocationEndpoint(InvocationBlock invocation)
{
    private const string Prefix = "/v1.0/invoke/";
    private const string MethodSegment = "/method";
    private const string AppIdHeader = "dapr-app-id";
    private const int ReadAhead = 16 * 1024;

    /// <summary>Headers that belong to one connection, or that the runtime itself writes.</summary>
    private static readonly SearchValues<string> OwnHeaders = SearchValues.Create(
        [
            "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade", "TE", "Trailer", "Host", "Expect",
            "Content-Length", "dapr-api-token", AppIdHeader, "dapr-caller-app-id", "dapr-callee-app-id",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Forwards the request when it is an invocation; false when it is something else.</summary>
    public async Task<bool> TryForwardAsync(HttpContext http)
    {
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!TryParse(http, raw, out var appId, out var pathAndQuery)) return false;
        using var request = Request(http, invocation.OriginOf(appId) + pathAndQuery);
        using var response = await invocation.SendAsync(http.Caller().AppId, appId, request, http.RequestAborted).ConfigureAwait(false);
        CopyHead(response, http.Response);
        await CopyBodyAsync(http, response).ConfigureAwait(false);
        return true;
    }

    private static bool TryParse(HttpContext http, string raw, out string appId, out string pathAndQuery)
    {
        (appId, pathAndQuery) = ("", "");
        if (!raw.StartsWith(Prefix, StringComparison.Ordinal))
        {
            appId = http.Request.Headers[AppIdHeader].ToString();
            pathAndQuery = raw;
            return appId.Length > 0 && raw.StartsWith('/') && !raw.StartsWith("/v1.0", StringComparison.Ordinal);
        }

        var end = raw.IndexOf('/', Prefix.Length);
        if (end < 0 || !raw.AsSpan(end).StartsWith(MethodSegment, StringComparison.Ordinal)) return false;
        appId = Uri.UnescapeDataString(raw[Prefix.Length..end]);
        pathAndQuery = raw[(end + MethodSegment.Length)..];
        if (pathAndQuery.Length > 0 && pathAndQuery[0] is not ('/' or '?')) return false;
        if (!pathAndQuery.StartsWith('/')) pathAndQuery = "/" + pathAndQuery;
        return true;
    }

    private static HttpRequestMessage Request(HttpContext http, string address)
    {
        var uri = new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(HttpMethod.Parse(http.Request.Method), uri);
        var hasBody = http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
        if (hasBody && http.Request.ContentLength != 0) request.Content = new RequestBodyContent(http.Request);
        else if (http.Request.ContentLength == 0) request.Content = new ByteArrayContent([]);
        foreach (var (name, values) in http.Request.Headers)
        {
            if (!OwnHeaders.Contains(name)) Add(request, name, values);
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, string name, StringValues values)
    {
        var added = values.Count == 1
            ? request.Headers.TryAddWithoutValidation(name, values[0])
            : request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        if (added) return;
        request.Content ??= new ByteArrayContent([]);
        request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
    }

    private static void CopyHead(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.NonValidated) CopyHeader(to, name, values);
        foreach (var (name, values) in from.Content.Headers.NonValidated) CopyHeader(to, name, values);
        if (from.Content.Headers.ContentLength is { } length) to.ContentLength = length;
    }

    private static void CopyHeader(HttpResponse to, string name, System.Net.Http.Headers.HeaderStringValues values)
    {
        if (OwnHeaders.Contains(name)) return;
        to.Headers[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
    }

    /// <summary>Passes each piece on as soon as it arrives, so that an answer may stream for as long as it likes.</summary>
    private static async Task CopyBodyAsync(HttpContext http, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync(http.RequestAborted).ConfigureAwait(false);
        var writer = http.Response.BodyWriter;
        try
        {
            while (true)
            {
                var read = await body.ReadAsync(writer.GetMemory(ReadAhead), http.RequestAborted).ConfigureAwait(false);
                if (read == 0) return;
                writer.Advance(read);
                var flushed = await writer.FlushAsync(http.RequestAborted).ConfigureAwait(false);
                if (flushed.IsCompleted) return;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The app broke off in the middle; the caller must not take what it has for the whole.
            http.Abort();
        }
    }
}
