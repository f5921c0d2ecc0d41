using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MlPlatform.Aws.Checksums;

/// <summary>One of the checksums S3 clients send and ask for, computed as bytes pass.</summary>
public abstract class PayloadChecksum : IDisposable
{
    private static readonly CrcTable Crc32Table = new(0xEDB88320);
    private static readonly CrcTable Crc32CTable = new(0x82F63B78);
    private static readonly CrcTable Crc64NvmeTable = new(0x9A6C9329AC4BC9B5);

    /// <summary>The checksum of a header such as <c>x-amz-checksum-crc32</c>, or null where the name is not one of them.</summary>
    public static PayloadChecksum? ForHeader(string header) => header.ToLowerInvariant() switch
    {
        "x-amz-checksum-crc32" => new Crc(Crc32Table, 4),
        "x-amz-checksum-crc32c" => new Crc(Crc32CTable, 4),
        "x-amz-checksum-crc64nvme" => new Crc(Crc64NvmeTable, 8),
        "x-amz-checksum-sha1" => new Hash(HashAlgorithmName.SHA1),
        "x-amz-checksum-sha256" => new Hash(HashAlgorithmName.SHA256),
        _ => null,
    };

    /// <summary>The checksum of an algorithm's name in the S3 API: CRC32, CRC32C, CRC64NVME, SHA1 or SHA256.</summary>
    public static PayloadChecksum? ForAlgorithm(string name) => ForHeader("x-amz-checksum-" + name);

    /// <summary>Takes the next bytes in.</summary>
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The checksum of all bytes so far in base64, the form it has in headers and XML.</summary>
    public abstract string Base64();

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class Crc(CrcTable table, int size) : PayloadChecksum
    {
        private readonly ulong _mask = size == 8 ? ulong.MaxValue : uint.MaxValue;
        private ulong _inverted = size == 8 ? ulong.MaxValue : uint.MaxValue;

        public override void Append(ReadOnlySpan<byte> data) => _inverted = table.Update(_inverted, data);

        public override string Base64()
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, _inverted ^ _mask);
            return Convert.ToBase64String(bytes[(8 - size)..]);
        }
    }

    private sealed class Hash(HashAlgorithmName algorithm) : PayloadChecksum
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override string Base64() => Convert.ToBase64String(_hash.GetCurrentHash());

        public override void Dispose()
        {
            _hash.Dispose();
            base.Dispose();
        }
    }
}
