using System.Buffers;
using System.Net;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>The body of an incoming request as the body of an outgoing one, passed on piece by piece.</summary>
internal sealed class RequestBodyContent(HttpRequest request) : HttpContent
{
    private const int PieceSize = 16 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            while (true)
            {
                var read = await request.Body.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
                if (read == 0) return;
                await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);

                // A body of unknown length may pause at any place; what is here must not wait for the rest.
                if (request.ContentLength is null) await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = request.ContentLength ?? 0;
        return request.ContentLength is not null;
    }
}
