using System.Collections.Frozen;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using MlPlatform.Contracts;

namespace MlPlatform.Gateway;

/// <summary>Which headers travel on: nothing that belongs to one connection, to the signature, or that only the platform may say.</summary>
internal static class ForwardedHeaders
{
    private const string OwnPrefix = "x-mlp-";
    private const string SidecarPrefix = "dapr-";
    private const string ChunkedCoding = "aws-chunked";

    private static readonly FrozenSet<string> KeptFromServices = new[]
    {
        "Host", "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade", "TE", "Expect", "Content-Length",
        "Authorization", "Proxy-Authorization", "x-amz-content-sha256", "x-amz-decoded-content-length", "x-amz-security-token",
        PlatformHeaders.RequestId,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> KeptFromClients = new[]
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade", "Trailer", "Server", "Date",
        PlatformHeaders.RequestId, "x-amz-request-id", "x-amz-id-2",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Copies the client's headers and adds who the client is.</summary>
    public static void Write(HttpRequest request, HttpRequestMessage message, string rawTarget, Caller caller)
    {
        foreach (var (name, values) in request.Headers)
        {
            if (!IsForService(name)) continue;
            var kept = name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) ? WithoutChunked(values) : values;
            if (kept.Count > 0) Add(message, name, kept);
        }

        message.Headers.TryAddWithoutValidation(PlatformHeaders.AccountId, caller.Credential.AccountId);
        message.Headers.TryAddWithoutValidation(PlatformHeaders.Region, caller.Region);
        message.Headers.TryAddWithoutValidation(PlatformHeaders.AccessKeyId, caller.Credential.AccessKeyId);
        message.Headers.TryAddWithoutValidation(PlatformHeaders.RequestId, caller.RequestId);
        message.Headers.TryAddWithoutValidation(PlatformHeaders.RawTarget, rawTarget);
    }

    /// <summary>Copies a service's headers to the client's answer.</summary>
    public static void Write(HttpResponseMessage message, HttpResponse response)
    {
        Write(message.Headers, response);
        Write(message.Content.Headers, response);
    }

    private static void Write(HttpHeaders headers, HttpResponse response)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            if (!KeptFromClients.Contains(name)) response.Headers[name] = values.Count == 1 ? values.ToString() : values.ToArray();
        }
    }

    private static bool IsForService(string name) =>
        !KeptFromServices.Contains(name)
        && !name.StartsWith(':')
        && !name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith(SidecarPrefix, StringComparison.OrdinalIgnoreCase);

    private static void Add(HttpRequestMessage message, string name, StringValues values)
    {
        if (values.Count == 1)
        {
            if (!message.Headers.TryAddWithoutValidation(name, values[0])) message.Content?.Headers.TryAddWithoutValidation(name, values[0]);
            return;
        }

        if (!message.Headers.TryAddWithoutValidation(name, values.ToArray())) message.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
    }

    /// <summary>The coding that the Gateway has taken off is no longer one of the object's.</summary>
    private static StringValues WithoutChunked(StringValues codings)
    {
        var kept = codings.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(coding => !coding.Equals(ChunkedCoding, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return kept.Length == 0 ? StringValues.Empty : string.Join(',', kept);
    }
}
