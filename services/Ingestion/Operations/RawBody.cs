using System.Buffers;

namespace MlPlatform.Ingestion.Operations;

/// <summary>A request's body in pooled memory.</summary>
internal sealed class RawBody : IDisposable
{
    private const int FirstRent = 64 * 1024;
    private byte[] _buffer;

    private RawBody(byte[] buffer) => _buffer = buffer;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    /// <summary>Reads to the end; the server's own limit bounds the length.</summary>
    public static async Task<RawBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new RawBody(ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength + 1 ?? FirstRent, Array.MaxLength)));
        var complete = false;
        try
        {
            for (int read; (read = await request.Body.ReadAsync(body._buffer.AsMemory(body.Length), cancellationToken)) > 0;)
            {
                body.Length += read;
                if (body.Length == body._buffer.Length) body.Grow();
            }

            complete = true;
            return body;
        }
        finally
        {
            if (!complete) body.Dispose();
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
