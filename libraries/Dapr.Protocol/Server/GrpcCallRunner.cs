using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MlPlatform.Dapr.Protocol;

/// <summary>Runs one call on the server side: checks that it is gRPC, holds its deadline, turns its outcome into trailers.</summary>
internal sealed partial class GrpcCallRunner(ILogger<GrpcCallRunner> logger, GrpcServerOptions options)
{
    /// <summary>Runs a handler and answers with its status.</summary>
    public async Task RunAsync(HttpContext http, Func<GrpcServerCall, Task> handler)
    {
        if (!IsGrpc(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.AcceptedEncodings;
        using var deadline = Deadline(http);
        var call = new GrpcServerCall(http, deadline?.Token ?? http.RequestAborted);
        var (status, message) = await RunAsync(handler, call).ConfigureAwait(false);
        if (!http.RequestAborted.IsCancellationRequested)
        {
            Finish(http.Response, status, message);
        }
    }

    /// <summary>Reads the one request message of a call.</summary>
    public async ValueTask<TRequest> ReadAsync<TRequest>(GrpcServerCall call)
        where TRequest : class, IMessage<TRequest>, new()
    {
        var body = call.Http.Request.BodyReader;
        var encoding = call.Header(GrpcHeaders.Encoding);
        TRequest? request = null;
        while (true)
        {
            var read = await body.ReadAsync(call.CancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (request is null)
            {
                GrpcFrame.TryRead(ref buffer, options.MaxMessageBytes, encoding, out request);
            }

            var surplus = request is not null && !buffer.IsEmpty;
            body.AdvanceTo(buffer.Start, buffer.End);
            if (surplus || (read.IsCompleted && request is null))
            {
                throw new GrpcException(GrpcStatusCode.Internal, "The request is not exactly one message.");
            }

            if (read.IsCompleted)
            {
                return request!;
            }
        }
    }

    private static bool IsGrpc(HttpRequest request)
        => request.ContentType?.StartsWith(GrpcHeaders.ContentType, StringComparison.OrdinalIgnoreCase) == true
            && HttpProtocol.IsHttp2(request.Protocol);

    private static void Finish(HttpResponse response, GrpcStatusCode status, string message)
    {
        response.AppendTrailer(GrpcHeaders.Status, status == GrpcStatusCode.Ok ? "0" : ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (message.Length > 0)
        {
            response.AppendTrailer(GrpcHeaders.Message, GrpcHeaders.EscapeMessage(message));
        }
    }

    private async Task<(GrpcStatusCode Status, string Message)> RunAsync(Func<GrpcServerCall, Task> handler, GrpcServerCall call)
    {
        try
        {
            await handler(call).ConfigureAwait(false);
            return (GrpcStatusCode.Ok, string.Empty);
        }
        catch (GrpcException refused)
        {
            return (refused.Status, refused.Detail);
        }
        catch (OperationCanceledException) when (call.CancellationToken.IsCancellationRequested)
        {
            return call.Http.RequestAborted.IsCancellationRequested
                ? (GrpcStatusCode.Cancelled, "The caller has gone away.")
                : (GrpcStatusCode.DeadlineExceeded, "Deadline exceeded");
        }
        catch (OperationCanceledException)
        {
            return (GrpcStatusCode.Unavailable, "The server is stopping.");
        }
        catch (Exception fault)
        {
            HandlerFailed(logger, fault, call.Http.Request.Path);
            return (GrpcStatusCode.Unknown, "The handler failed: " + fault.GetType().Name);
        }
    }

    private static CancellationTokenSource? Deadline(HttpContext http)
    {
        if (!http.Request.Headers.TryGetValue(GrpcHeaders.Timeout, out var value) || GrpcHeaders.ParseTimeout(value.ToString()) is not { } timeout)
        {
            return null;
        }

        var source = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        source.CancelAfter(timeout);
        return source;
    }
}
