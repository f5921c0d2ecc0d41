using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MlPlatform.Aws.Checksums;

/// <summary>A checksum that S3 clients may send with an object: its names on the wire and how it is computed.</summary>
public sealed class ChecksumAlgorithm
{
    public static readonly ChecksumAlgorithm Crc32 = new("CRC32", ReflectedCrc.Crc32);
    public static readonly ChecksumAlgorithm Crc32C = new("CRC32C", ReflectedCrc.Crc32C);
    public static readonly ChecksumAlgorithm Crc64Nvme = new("CRC64NVME", ReflectedCrc.Crc64Nvme);
    public static readonly ChecksumAlgorithm Sha1 = new("SHA1", HashAlgorithmName.SHA1);
    public static readonly ChecksumAlgorithm Sha256 = new("SHA256", HashAlgorithmName.SHA256);

    /// <summary>Every algorithm, in the order in which a request's headers are looked through.</summary>
    public static readonly IReadOnlyList<ChecksumAlgorithm> All = [Crc32, Crc32C, Crc64Nvme, Sha1, Sha256];

    private readonly ReflectedCrc? _crc;
    private readonly HashAlgorithmName _hash;

    private ChecksumAlgorithm(string name, ReflectedCrc crc) : this(name) => _crc = crc;

    private ChecksumAlgorithm(string name, HashAlgorithmName hash) : this(name) => _hash = hash;

    private ChecksumAlgorithm(string name)
    {
        Name = name;
        Header = "x-amz-checksum-" + name.ToLowerInvariant();
        Element = "Checksum" + name;
    }

    /// <summary>The value of x-amz-checksum-algorithm, such as CRC32.</summary>
    public string Name { get; }

    /// <summary>The header that carries a value, such as x-amz-checksum-crc32.</summary>
    public string Header { get; }

    /// <summary>The XML element that carries a value, such as ChecksumCRC32.</summary>
    public string Element { get; }

    /// <summary>Whether the checksum of a whole can be had from the checksums of its parts.</summary>
    public bool Combines => _crc is not null;

    public static ChecksumAlgorithm? Find(string? name) =>
        All.FirstOrDefault(algorithm => string.Equals(algorithm.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The algorithm whose value a header such as x-amz-checksum-crc32 carries, or null.</summary>
    public static ChecksumAlgorithm? ForHeader(string header) =>
        All.FirstOrDefault(algorithm => string.Equals(algorithm.Header, header, StringComparison.OrdinalIgnoreCase));

    public RunningChecksum Begin() => _crc is null ? new RunningHash(_hash) : new RunningCrc(_crc);

    /// <summary>The checksum of data that lies in memory.</summary>
    public byte[] Compute(ReadOnlySpan<byte> data)
    {
        using var running = Begin();
        running.Append(data);
        return running.Finish();
    }

    /// <summary>The checksum of the parts joined, from each part's checksum and length; only where <see cref="Combines"/>.</summary>
    public byte[] Combine(IEnumerable<(byte[] Checksum, long Length)> parts)
    {
        var crc = _crc ?? throw new InvalidOperationException($"{Name} does not combine.");
        ulong total = 0;
        foreach (var (checksum, length) in parts) total = crc.Combine(total, ReadBigEndian(checksum), length);
        return WriteBigEndian(total, crc.Bytes);
    }

    internal static byte[] WriteBigEndian(ulong value, int bytes)
    {
        Span<byte> wide = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(wide, value);
        return wide[^bytes..].ToArray();
    }

    private static ulong ReadBigEndian(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        foreach (var part in bytes) value = (value << 8) | part;
        return value;
    }
}
