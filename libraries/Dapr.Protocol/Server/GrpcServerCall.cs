using Microsoft.AspNetCore.Http;

namespace MlPlatform.Dapr.Protocol;

/// <summary>One call as its handler sees it.</summary>
public sealed class GrpcServerCall
{
    internal GrpcServerCall(HttpContext http, CancellationToken cancellationToken)
    {
        Http = http;
        CancellationToken = cancellationToken;
    }

    /// <summary>The HTTP/2 request below the call.</summary>
    public HttpContext Http { get; }

    /// <summary>Cancelled when the caller goes away or its deadline passes.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>A header of the call, null when absent.</summary>
    public string? Header(string name) => Http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
