using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace MlPlatform.Aws.Signing;

/// <summary>A payload as it is, with the hash that was signed, or without one.</summary>
internal sealed class PlainPayload(long length, string? hash) : SignedPayload(length)
{
    public override async Task CopyToAsync(PipeReader source, Stream destination, CancellationToken cancellationToken)
    {
        using var computed = hash is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new HeldBackWriter(destination, Length);
        while (true)
        {
            var read = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var segment in read.Buffer)
            {
                computed?.AppendData(segment.Span);
                await writer.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
            }

            source.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }

        Check(computed);
        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Check(IncrementalHash? computed)
    {
        if (computed is null) return;
        Span<byte> value = stackalloc byte[SHA256.HashSizeInBytes];
        computed.GetHashAndReset(value);
        if (!Hex.Matches(hash, value)) throw new PayloadFaultException(SignatureFault.PayloadMismatch);
    }
}
