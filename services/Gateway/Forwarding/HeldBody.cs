using System.Buffers;
using System.Security.Cryptography;
using MlPlatform.Aws;
using MlPlatform.Aws.Protocols;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Gateway;

/// <summary>A body read whole into pooled memory, with its SHA-256 in hexadecimal.</summary>
internal sealed class HeldBody(int limit) : IDisposable
{
    private const int FirstRent = 16 * 1024;

    private byte[] _buffer = [];
    private int _length;
    private HeldContent? _content;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public string Hash { get; private set; } = SignedPayload.EmptyHash;

    /// <summary>Reads to the end; what is over the limit is refused, before reading it where its length is stated.</summary>
    public async Task ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) throw TooLarge();
        if (request.ContentLength is 0) return;
        Grow((int)(request.ContentLength ?? FirstRent));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            Append(read.Buffer);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }

        if (_length > 0) Hash = Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));
    }

    /// <summary>The body as content to forward; null where it is empty.</summary>
    public HttpContent? ToContent() => _length == 0 ? null : _content = new HeldContent(Bytes);

    public void Dispose()
    {
        // A service that answers early leaves its request half sent: memory that may still be read is left to the collector.
        if (_buffer.Length > 0 && _content is null or { IsSent: true }) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Append(ReadOnlySequence<byte> data)
    {
        var needed = _length + data.Length;
        if (needed > limit) throw TooLarge();
        if (needed > _buffer.Length) Grow((int)Math.Max(needed, Math.Min(limit, _buffer.Length * 2L)));
        data.CopyTo(_buffer.AsSpan(_length));
        _length = (int)needed;
    }

    private void Grow(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        Bytes.CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private RefusedException TooLarge() =>
        new(new WireError(413, AwsErrorCode.RequestTooLarge.Name, $"HTTP content length exceeded {limit} bytes."));
}
