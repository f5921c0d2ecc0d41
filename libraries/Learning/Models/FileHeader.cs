using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MlPlatform.Learning.Models;

/// <summary>The fixed start of a model file; everything in it and in the manifest is covered by its hash, the arrays by those of the manifest.</summary>
/// <param name="FileLength">The length of the whole file.</param>
/// <param name="ManifestLength">The length of the manifest, which follows.</param>
internal readonly record struct FileHeader(long FileLength, int ManifestLength)
{
    /// <summary>8 bytes "MLPMODEL", version (int32), manifest length (int32), file length (int64), SHA-256 of these 24 bytes and the manifest.</summary>
    public const int Length = HashedLength + SHA256.HashSizeInBytes;

    /// <summary>Manifest and arrays start at multiples of it, which suits any vector and any cache line.</summary>
    public const int Alignment = 64;

    private const int HashedLength = 24;

    private static ReadOnlySpan<byte> Magic => "MLPMODEL"u8;

    public static long Align(long position) => (position + Alignment - 1) & -Alignment;

    public void Write(Stream stream, ReadOnlySpan<byte> manifest)
    {
        Span<byte> header = stackalloc byte[Length];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], ModelFile.Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], ManifestLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], FileLength);
        Hash(header[..HashedLength], manifest, header[HashedLength..]);
        stream.Write(header);
        stream.Write(manifest);
    }

    /// <summary>Checks the header against the file and returns the manifest's bytes.</summary>
    public static ReadOnlySpan<byte> ReadManifest(ReadOnlySpan<byte> file)
    {
        if (file.Length < Length) throw ModelFile.Refused($"it has only {file.Length} bytes");
        if (!file.StartsWith(Magic)) throw ModelFile.Refused("it does not start as a model does");
        var version = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        if (version != ModelFile.Version) throw ModelFile.Refused($"its version is {version}; this program reads version {ModelFile.Version}");
        var manifestLength = BinaryPrimitives.ReadInt32LittleEndian(file[12..]);
        var length = BinaryPrimitives.ReadInt64LittleEndian(file[16..]);
        if (length != file.Length) throw ModelFile.Refused($"it has {file.Length} bytes and should have {length}");
        if (manifestLength < 0 || manifestLength > file.Length - Length) throw ModelFile.Refused("its manifest reaches beyond the file");
        var manifest = file.Slice(Length, manifestLength);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(file[..HashedLength], manifest, hash);
        return hash.SequenceEqual(file[HashedLength..Length]) ? manifest : throw ModelFile.Refused("its manifest does not match its checksum");
    }

    private static void Hash(ReadOnlySpan<byte> start, ReadOnlySpan<byte> manifest, Span<byte> hash)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(start);
        sha.AppendData(manifest);
        sha.GetHashAndReset(hash);
    }
}
