using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace MlPlatform.Dapr.Protocol;

/// <summary>Reads the messages and the status of a response.</summary>
internal sealed class GrpcResponse(HttpResponseMessage response, PipeReader body, int maxMessageBytes) : IAsyncDisposable
{
    /// <summary>Checks that a response speaks gRPC and opens its body.</summary>
    public static async Task<GrpcResponse> OpenAsync(HttpResponseMessage response, int maxMessageBytes, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            using (response)
            {
                throw new GrpcException(StatusOf(response.StatusCode), $"Bad gRPC response: HTTP status {(int)response.StatusCode}.");
            }
        }

        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new GrpcResponse(response, PipeReader.Create(body), maxMessageBytes);
    }

    /// <summary>Reads the next message; null at the end of an OK call. Another status is thrown.</summary>
    public async ValueTask<T?> ReadAsync<T>(CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (GrpcFrame.TryRead<T>(ref buffer, maxMessageBytes, Value(response.Headers, GrpcHeaders.Encoding), out var message))
            {
                body.AdvanceTo(buffer.Start);
                return message;
            }

            var torn = !buffer.IsEmpty;
            body.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                ThrowUnlessOk();
                return torn ? throw new GrpcException(GrpcStatusCode.Internal, "The response ended in the middle of a message.") : null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await body.CompleteAsync().ConfigureAwait(false);
        response.Dispose();
    }

    private static GrpcStatusCode StatusOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => GrpcStatusCode.Internal,
        HttpStatusCode.Unauthorized => GrpcStatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => GrpcStatusCode.PermissionDenied,
        HttpStatusCode.NotFound => GrpcStatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };

    private static string? Value(HttpHeaders headers, string name)
        => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private void ThrowUnlessOk()
    {
        var status = Value(response.TrailingHeaders, GrpcHeaders.Status) ?? Value(response.Headers, GrpcHeaders.Status);
        if (status == "0")
        {
            return;
        }

        if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new GrpcException(GrpcStatusCode.Internal, "The response carries no gRPC status.");
        }

        var message = Value(response.TrailingHeaders, GrpcHeaders.Message) ?? Value(response.Headers, GrpcHeaders.Message) ?? string.Empty;
        throw new GrpcException((GrpcStatusCode)code, GrpcHeaders.UnescapeMessage(message));
    }
}
