using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace MlPlatform.Dapr.Protocol;

/// <summary>A connection to a gRPC server over HTTP/2, in clear text with prior knowledge or over TLS, shared by any number of calls.</summary>
public sealed class GrpcChannel : IDisposable
{
    private readonly HttpMessageInvoker _transport;
    private readonly Uri _address;
    private readonly GrpcChannelOptions _options;

    /// <summary>Creates a channel; it connects when the first call is made.</summary>
    public GrpcChannel(Uri address, GrpcChannelOptions? options = null)
    {
        _address = address;
        _options = options ?? new GrpcChannelOptions();
        _transport = new HttpMessageInvoker(_options.Handler ?? Transport(_options), disposeHandler: _options.Handler is null);
    }

    /// <summary>The address calls go to.</summary>
    public Uri Address => _address;

    /// <summary>Makes a call with one request and one response.</summary>
    /// <exception cref="GrpcException">The call ended with a status other than OK.</exception>
    public Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
        => CallAsync(method, request, timeout: null, cancellationToken);

    /// <summary>Makes a call that ends with DEADLINE_EXCEEDED, on both sides, when the timeout passes first.</summary>
    /// <exception cref="GrpcException">The call ended with a status other than OK.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, TimeSpan? timeout, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        using var deadline = timeout is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline?.CancelAfter(timeout!.Value);
        var token = deadline?.Token ?? cancellationToken;
        try
        {
            await using var response = await SendAsync(method.Path, request, timeout, token).ConfigureAwait(false);
            var message = await response.ReadAsync<TResponse>(token).ConfigureAwait(false)
                ?? throw new GrpcException(GrpcStatusCode.Internal, "The call succeeded without a response message.");
            await response.ReadAsync<TResponse>(token).ConfigureAwait(false);
            return message;
        }
        catch (Exception fault) when (IsTransportFault(fault))
        {
            throw new GrpcException(GrpcStatusCode.Unavailable, fault.Message, fault);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GrpcException(GrpcStatusCode.DeadlineExceeded, "Deadline exceeded", late);
        }
    }

    /// <summary>Makes a call with one request and yields its responses as they come.</summary>
    /// <exception cref="GrpcException">The call ended with a status other than OK.</exception>
    public async IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        await using var response = await GuardAsync(SendAsync(method.Path, request, null, cancellationToken)).ConfigureAwait(false);
        while (await GuardAsync(response.ReadAsync<TResponse>(cancellationToken).AsTask()).ConfigureAwait(false) is { } message)
        {
            yield return message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static SocketsHttpHandler Transport(GrpcChannelOptions options) => new()
    {
        EnableMultipleHttp2Connections = true,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        ConnectTimeout = options.ConnectTimeout,
        KeepAlivePingDelay = options.KeepAliveInterval,
        KeepAlivePingTimeout = options.KeepAliveInterval,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        InitialHttp2StreamWindowSize = 1024 * 1024,
        SslOptions = new SslClientAuthenticationOptions { ApplicationProtocols = [SslApplicationProtocol.Http2] },
        ActivityHeadersPropagator = DistributedContextPropagator.Current,
    };

    private static bool IsTransportFault(Exception fault) => fault is HttpRequestException or IOException;

    private static async Task<T> GuardAsync<T>(Task<T> operation)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (Exception fault) when (IsTransportFault(fault))
        {
            throw new GrpcException(GrpcStatusCode.Unavailable, fault.Message, fault);
        }
    }

    private async Task<GrpcResponse> SendAsync(string path, IMessage request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var http = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new GrpcContent(request),
        };
        http.Headers.TryAddWithoutValidation("te", "trailers");
        http.Headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, GrpcHeaders.AcceptedEncodings);
        if (timeout is { } value)
        {
            http.Headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcHeaders.FormatTimeout(value));
        }

        foreach (var (name, text) in _options.Headers)
        {
            http.Headers.TryAddWithoutValidation(name, text);
        }

        var response = await _transport.SendAsync(http, cancellationToken).ConfigureAwait(false);
        return await GrpcResponse.OpenAsync(response, _options.MaxMessageBytes, cancellationToken).ConfigureAwait(false);
    }
}
