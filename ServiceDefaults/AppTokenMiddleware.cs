using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using MlPlatform.Contracts;

namespace MlPlatform.ServiceDefaults;

/// <summary>Lets only the sidecar in: it alone knows <c>APP_API_TOKEN</c> and sends it as <c>dapr-api-token</c>.</summary>
internal sealed class AppTokenMiddleware(RequestDelegate next, PlatformOptions options)
{
    public const string HealthPath = "/healthz";
    private const string TokenHeader = "dapr-api-token";
    private readonly byte[]? _token = options.AppApiToken is { Length: > 0 } token ? Encoding.UTF8.GetBytes(token) : null;

    public Task InvokeAsync(HttpContext http)
    {
        if (_token is null || IsHealth(http) || HasToken(http, _token)) return next(http);
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>A forwarded request is never about health, even where its path says so: it may name a bucket.</summary>
    private static bool IsHealth(HttpContext http) =>
        http.Request.Path == HealthPath && !http.Request.Headers.ContainsKey(PlatformHeaders.RawTarget);

    private static bool HasToken(HttpContext http, byte[] token)
    {
        var sent = http.Request.Headers[TokenHeader].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), token);
    }
}
