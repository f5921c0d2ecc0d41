using System.Text;
using MlPlatform.Aws.Checksums;

namespace MlPlatform.Aws.Signing;

/// <summary>The headers after the last chunk: the checksum that was announced and, where chunks are signed, a signature over it.</summary>
internal sealed class ChunkTrailer(string? announced, ChunkSignature? signatures) : IDisposable
{
    private const string SignatureName = "x-amz-trailer-signature";

    private readonly RunningChecksum? _checksum = announced is null ? null : ChecksumAlgorithm.ForHeader(announced)?.Begin();
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the next bytes of the payload in.</summary>
    public void Append(ReadOnlySpan<byte> data) => _checksum?.Append(data);

    /// <summary>Takes a trailing header in.</summary>
    public void Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || _values.Count > 16) throw new PayloadFaultException(SignatureFault.MalformedTrailer);
        _values[line[..colon].Trim()] = line[(colon + 1)..].Trim();
    }

    /// <summary>Refuses a trailer that is missing, unsigned or states another checksum than the payload has.</summary>
    public void Check()
    {
        if (announced is null) return;
        if (!_values.TryGetValue(announced, out var stated)) throw new PayloadFaultException(SignatureFault.MalformedTrailer);
        if (signatures is not null) CheckSignature();
        if (_checksum is not null && _checksum.Base64() != stated) throw new PayloadFaultException(SignatureFault.ChecksumMismatch);
    }

    public void Dispose() => _checksum?.Dispose();

    private void CheckSignature()
    {
        var signed = _values
            .Where(pair => !pair.Key.Equals(SignatureName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key.ToLowerInvariant()}:{pair.Value}\n");
        var text = Encoding.UTF8.GetBytes(string.Concat(signed));
        if (!_values.TryGetValue(SignatureName, out var presented) || !signatures!.CheckTrailer(text, presented))
        {
            throw new PayloadFaultException(SignatureFault.ChunkMismatch);
        }
    }
}
