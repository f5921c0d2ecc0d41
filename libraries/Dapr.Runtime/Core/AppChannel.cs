using System.Net;
using System.Text;

namespace MlPlatform.Dapr.Runtime.Core;

/// <summary>The way to one app: pooled connections to its port, and the token it expects.</summary>
internal sealed class AppChannel : IDisposable
{
    private const string TokenHeader = "dapr-api-token";
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _invoker;

    public AppChannel(DaprApp app)
    {
        App = app;
        Origin = $"http://127.0.0.1:{app.AppPort}";
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            EnableMultipleHttp2Connections = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        });
    }

    public DaprApp App { get; }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Origin { get; }

    /// <summary>Sends a request with the app's token; the answer's body is not buffered.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(TokenHeader);
        if (App.AppApiToken is { } token) request.Headers.TryAddWithoutValidation(TokenHeader, token);
        return _invoker.SendAsync(request, cancellationToken);
    }

    /// <summary>Whether a failure means that nothing listens on the app's port, so that the request cannot have been seen.</summary>
    public static bool IsUnreachable(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    public void Dispose() => _invoker.Dispose();
}
