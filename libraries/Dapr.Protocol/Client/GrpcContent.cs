using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace MlPlatform.Dapr.Protocol;

/// <summary>A request body of one message, framed into a rented buffer just before it is sent.</summary>
internal sealed class GrpcContent : HttpContent
{
    private static readonly MediaTypeHeaderValue MediaType = new(GrpcHeaders.ContentType);
    private readonly IMessage _message;

    public GrpcContent(IMessage message)
    {
        _message = message;
        Headers.ContentType = MediaType;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var frame = new RentedBuffer(GrpcFrame.HeaderBytes + _message.CalculateSize());
        GrpcFrame.Write(frame, _message);
        await stream.WriteAsync(frame.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = GrpcFrame.HeaderBytes + _message.CalculateSize();
        return true;
    }

    /// <summary>A writer over one buffer of the shared pool.</summary>
    private sealed class RentedBuffer(int capacity) : IBufferWriter<byte>, IDisposable
    {
        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
        private int _written;

        public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _written);

        public void Advance(int count) => _written += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.AsMemory(_written);

        public Span<byte> GetSpan(int sizeHint = 0) => _buffer.AsSpan(_written);

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
    }
}
