using MlPlatform.Aws.Checksums;
using System.Security.Cryptography;

namespace MlPlatform.Storage.Checksums;

/// <summary>What is computed of a body while it arrives: its length, its MD5 and the checksum that the client chose.</summary>
internal sealed class ContentDigest(ChecksumAlgorithm? algorithm) : IDisposable
{
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly RunningChecksum? _checksum = algorithm?.Begin();

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> data)
    {
        Length += data.Length;
        _md5.AppendData(data);
        _checksum?.Append(data);
    }

    public byte[] Md5() => _md5.GetCurrentHash();

    public byte[]? Checksum() => _checksum?.Finish();

    public void Dispose()
    {
        _md5.Dispose();
        _checksum?.Dispose();
    }
}
