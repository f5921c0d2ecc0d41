using System.Buffers;
using System.IO.Pipelines;
using MlPlatform.Aws.Checksums;

namespace MlPlatform.Aws.Signing;

/// <summary>A payload in aws-chunked framing: chunks with or without signatures, then perhaps a trailer with a checksum.</summary>
internal sealed class AwsChunkedPayload(long length, ChunkSignature? signatures, string? trailerName) : SignedPayload(length)
{
    private const string ChunkExtension = ";chunk-signature=";

    public override async Task CopyToAsync(PipeReader source, Stream destination, CancellationToken cancellationToken)
    {
        using var chain = signatures;
        using var trailer = new ChunkTrailer(trailerName, signatures);
        var lines = new LineReader(source);
        var writer = new HeldBackWriter(destination, Length);
        while (true)
        {
            var (size, signature) = ParseChunkHeader(await lines.ReadAsync(cancellationToken).ConfigureAwait(false));
            await CopyChunkAsync(source, writer, size, trailer, cancellationToken).ConfigureAwait(false);
            if (signatures?.EndChunk(signature) == false) throw new PayloadFaultException(SignatureFault.ChunkMismatch);
            if (size == 0) break;
            if (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is not "") throw new PayloadFaultException(SignatureFault.MalformedChunks);
        }

        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } line) trailer.Add(line);
        trailer.Check();
        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyChunkAsync(PipeReader source, HeldBackWriter writer, long size, ChunkTrailer trailer, CancellationToken cancellationToken)
    {
        for (var left = size; left > 0;)
        {
            var read = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
            var part = read.Buffer.Slice(0, Math.Min(left, read.Buffer.Length));
            if (part.IsEmpty && read.IsCompleted) throw new PayloadFaultException(SignatureFault.IncompletePayload);
            foreach (var segment in part)
            {
                signatures?.Append(segment.Span);
                trailer.Append(segment.Span);
                await writer.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
            }

            left -= part.Length;
            source.AdvanceTo(part.End);
        }
    }

    private (long Size, string Signature) ParseChunkHeader(string? line)
    {
        if (line is null) throw new PayloadFaultException(SignatureFault.IncompletePayload);
        var mark = line.IndexOf(';', StringComparison.Ordinal);
        var digits = mark < 0 ? line : line[..mark];
        if (!long.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var size) || size < 0)
        {
            throw new PayloadFaultException(SignatureFault.MalformedChunks);
        }

        if (signatures is null) return (size, "");
        if (mark < 0 || string.CompareOrdinal(line, mark, ChunkExtension, 0, ChunkExtension.Length) != 0)
        {
            throw new PayloadFaultException(SignatureFault.ChunkMismatch);
        }

        return (size, line[(mark + ChunkExtension.Length)..]);
    }
}
