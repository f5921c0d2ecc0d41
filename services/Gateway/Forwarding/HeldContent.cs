using System.Net;

namespace MlPlatform.Gateway;

/// <summary>Bytes in memory that know when they have been sent.</summary>
internal sealed class HeldContent(ReadOnlyMemory<byte> bytes) : HttpContent
{
    private volatile bool _isSent;

    public bool IsSent => _isSent;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        _isSent = true;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
