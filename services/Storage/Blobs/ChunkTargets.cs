using System.IO.Pipelines;
using MlPlatform.Storage.Checksums;

namespace MlPlatform.Storage.Blobs;

/// <summary>Chunks become the body of an answer.</summary>
internal sealed class BodyTarget(PipeWriter body) : IChunkTarget
{
    public Memory<byte> GetBuffer(int size) => body.GetMemory(size);

    public async ValueTask CommitAsync(int bytes, CancellationToken cancellationToken)
    {
        body.Advance(bytes);
        var flushed = await body.FlushAsync(cancellationToken);
        if (flushed.IsCompleted) throw new OperationCanceledException("The client closed the connection.", cancellationToken);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => await body.WriteAsync(data, cancellationToken);
}

/// <summary>Chunks are hashed and forgotten.</summary>
internal sealed class DigestTarget(ContentDigest digest) : IChunkTarget
{
    private byte[] _buffer = [];

    public Memory<byte> GetBuffer(int size)
    {
        if (_buffer.Length < size) _buffer = new byte[size];
        return _buffer;
    }

    public ValueTask CommitAsync(int bytes, CancellationToken cancellationToken)
    {
        digest.Append(_buffer.AsSpan(0, bytes));
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        digest.Append(data.Span);
        return ValueTask.CompletedTask;
    }
}
