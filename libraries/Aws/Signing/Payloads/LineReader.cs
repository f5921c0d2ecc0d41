using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace MlPlatform.Aws.Signing;

/// <summary>Reads the short lines between chunks, each ended by CR LF.</summary>
internal sealed class LineReader(PipeReader source)
{
    private const int LongestLine = 4096;

    /// <summary>The next line without its end, or null where the payload has ended.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end);
                var text = line.Length > LongestLine ? null : Encoding.ASCII.GetString(line).TrimEnd('\r');
                source.AdvanceTo(read.Buffer.GetPosition(1, end));
                return text ?? throw new PayloadFaultException(SignatureFault.MalformedChunks);
            }

            var length = read.Buffer.Length;
            source.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (length > LongestLine) throw new PayloadFaultException(SignatureFault.MalformedChunks);
            if (read.IsCompleted) return length == 0 ? null : throw new PayloadFaultException(SignatureFault.IncompletePayload);
        }
    }
}
