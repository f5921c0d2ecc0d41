using System.Net;
using System.Text;
using MlPlatform.Aws;
using MlPlatform.Aws.Protocols;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Gateway;

/// <summary>Hands requests to the services through Dapr's service invocation and streams their answers back.</summary>
internal sealed class SidecarForwarder : IDisposable
{
    private const string TokenHeader = "dapr-api-token";
    private const int LongestSidecarError = 4096;

    private readonly GatewayOptions _options;
    private readonly ILogger<SidecarForwarder> _log;
    private readonly InvocationAddress _address;
    private readonly HttpMessageInvoker _invoker;

    public SidecarForwarder(GatewayOptions options, ILogger<SidecarForwarder> log)
    {
        _options = options;
        _log = log;
        _address = new InvocationAddress(options.Sidecar);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        });
    }

    /// <summary>Forwards a checked request to the owner of its route and copies the answer.</summary>
    /// <exception cref="RefusedException">The service cannot be reached, or the payload was not the one that was signed.</exception>
    public async Task ForwardAsync(HttpContext http, Route route, string target, Caller caller, HttpContent? content)
    {
        using var message = CreateMessage(http.Request, route.AppId!, target, caller, content);
        using var response = await SendAsync(message, route, http.RequestAborted).ConfigureAwait(false);
        await RefuseSidecarErrorAsync(response, route, http.RequestAborted).ConfigureAwait(false);

        http.Response.StatusCode = (int)response.StatusCode;
        ForwardedHeaders.Write(response, http.Response);
        if (!HttpMethods.IsHead(http.Request.Method) && response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
        {
            await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage CreateMessage(HttpRequest request, string appId, string target, Caller caller, HttpContent? content)
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), _address.Of(appId, target))
        {
            Content = content ?? (HttpMethods.IsPut(request.Method) || HttpMethods.IsPost(request.Method) ? new ByteArrayContent([]) : null),
        };
        ForwardedHeaders.Write(request, message, target, caller);
        if (_options.SidecarToken is { Length: > 0 } token) message.Headers.TryAddWithoutValidation(TokenHeader, token);
        return message;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, Route route, CancellationToken cancellationToken)
    {
        try
        {
            return await _invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cut) when (message.Content is CheckedContent { Fault: not SignatureFault.None } content)
        {
            throw new RefusedException(SignatureErrors.For(content.Fault, route.Protocol), cut);
        }
        catch (HttpRequestException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(route, fault.Message, fault);
        }
    }

    /// <summary>An error of the sidecar itself means that the service is not there, which a client may try again.</summary>
    private async Task RefuseSidecarErrorAsync(HttpResponseMessage response, Route route, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode < 400 || response.Content.Headers.ContentType?.MediaType != "application/json") return;
        if (response.Content.Headers.ContentLength is null or > LongestSidecarError || response.Headers.Contains("x-amzn-ErrorType")) return;
        await response.Content.LoadIntoBufferAsync(LongestSidecarError, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (body.AsSpan().IndexOf("\"errorCode\":\"ERR_"u8) >= 0) throw Unavailable(route, $"the sidecar answered {(int)response.StatusCode}", null);
    }

    private RefusedException Unavailable(Route route, string reason, Exception? inner)
    {
        Log.Unreachable(_log, route.AppId!, reason);
        var error = new WireError(503, AwsErrorCode.ServiceUnavailable.Name, $"The {route.AppId} service is not available; try again.");
        return new RefusedException(error, inner);
    }
}
