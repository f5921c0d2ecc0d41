namespace MlPlatform.Aws.Signing;

/// <summary>Passes a payload on except for its last byte, which follows only once the payload has proved genuine.</summary>
/// <remarks>The receiver counts the bytes it was promised, so a payload that fails its check at the very end never completes there.</remarks>
internal sealed class HeldBackWriter(Stream destination, long length)
{
    private readonly byte[] _held = new byte[1];
    private long _received;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (data.IsEmpty) return;
        if (_received > 0) await destination.WriteAsync(_held, cancellationToken).ConfigureAwait(false);
        _received += data.Length;
        if (_received > length) throw new PayloadFaultException(SignatureFault.IncompletePayload);
        _held[0] = data.Span[^1];
        await destination.WriteAsync(data[..^1], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the last byte go; refuses where fewer bytes came than were promised.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_received != length) throw new PayloadFaultException(SignatureFault.IncompletePayload);
        if (_received > 0) await destination.WriteAsync(_held, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
