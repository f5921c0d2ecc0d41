using System.Security.Cryptography;

namespace MlPlatform.Aws.Checksums;

/// <summary>A checksum that grows with the data it is given.</summary>
public abstract class RunningChecksum : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The checksum of all that was appended, as the bytes that travel in base64.</summary>
    public abstract byte[] Finish();

    /// <summary>The same in the form it has in headers and XML.</summary>
    public string Base64() => Convert.ToBase64String(Finish());

    public abstract void Dispose();
}

internal sealed class RunningCrc(ReflectedCrc crc) : RunningChecksum
{
    private ulong _state = crc.Start;

    public override void Append(ReadOnlySpan<byte> data) => _state = crc.Append(_state, data);

    public override byte[] Finish() => ChecksumAlgorithm.WriteBigEndian(crc.Finish(_state), crc.Bytes);

    public override void Dispose()
    {
        // Nothing is held.
    }
}

internal sealed class RunningHash(HashAlgorithmName name) : RunningChecksum
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

    public override byte[] Finish() => _hash.GetCurrentHash();

    public override void Dispose() => _hash.Dispose();
}
