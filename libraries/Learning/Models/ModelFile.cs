using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace MlPlatform.Learning.Models;

/// <summary>One model in one file: a JSON manifest, little-endian arrays, a checksum over all of it.</summary>
/// <remarks>
/// Layout: 8 bytes "MLPMODEL", version (int32), total file length (int64), manifest length (int32), manifest, zeros to a multiple
/// of 8, the arrays one after another (each padded to a multiple of 8), SHA-256 of everything before it. Everything is little-endian.
/// </remarks>
public sealed class ModelFile
{
    /// <summary>The file's name inside a model folder or archive.</summary>
    public const string FileName = "model.mlp";

    public const int Version = 2;

    private const int HeaderLength = 24;

    private readonly Dictionary<string, (ArrayEntry Entry, ReadOnlyMemory<byte> Bytes)> arrays;

    private ModelFile(ModelManifest manifest, Dictionary<string, (ArrayEntry Entry, ReadOnlyMemory<byte> Bytes)> arrays)
    {
        Manifest = manifest;
        this.arrays = arrays;
    }

    private static ReadOnlySpan<byte> Magic => "MLPMODEL"u8;

    public ModelManifest Manifest { get; }

    public static void Write(Stream stream, ModelManifest manifest, IReadOnlyList<NamedArray> arrays)
    {
        manifest = manifest with { Arrays = [.. arrays.Select(a => a.Entry)] };
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifestJson.Default.ModelManifest);
        var position = Align(HeaderLength + json.Length);
        var length = position + arrays.Sum(a => Align(a.Bytes.Length)) + SHA256.HashSizeInBytes;
        var bytes = new byte[length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), json.Length);
        json.CopyTo(bytes, HeaderLength);
        foreach (var array in arrays)
        {
            array.Bytes.Span.CopyTo(bytes.AsSpan(position));
            position += Align(array.Bytes.Length);
        }

        SHA256.HashData(bytes.AsSpan(0, position), bytes.AsSpan(position));
        stream.Write(bytes);
    }

    public static ModelFile Read(ReadOnlyMemory<byte> file)
    {
        CheckWhole(file.Span);
        var body = file[..^SHA256.HashSizeInBytes];
        var manifestLength = BinaryPrimitives.ReadInt32LittleEndian(file.Span[20..]);
        if (manifestLength < 0 || manifestLength > body.Length - HeaderLength) throw Refused("its manifest reaches beyond the file");
        var manifest = ParseManifest(body.Span.Slice(HeaderLength, manifestLength));
        var arrays = new Dictionary<string, (ArrayEntry, ReadOnlyMemory<byte>)>(StringComparer.Ordinal);
        long position = Align(HeaderLength + manifestLength);
        foreach (var entry in manifest.Arrays)
        {
            var size = ElementType.SizeOf(entry.Type);
            if (size == 0) throw Refused($"array '{entry.Name}' is of the unknown type '{entry.Type}'");
            var bytes = (long)entry.Length * size;
            if (bytes < 0 || position + bytes > body.Length) throw Refused($"array '{entry.Name}' reaches beyond the file");
            arrays[entry.Name] = (entry, body.Slice((int)position, (int)bytes));
            position += (bytes + 7) & ~7L;
        }

        return new ModelFile(manifest, arrays);
    }

    /// <summary>An array that must be there, of this type and, where one is given, this length.</summary>
    public T[] Array<T>(string name, int? length = null) where T : unmanaged
    {
        if (!arrays.TryGetValue(name, out var array)) throw Refused($"array '{name}' is absent");
        if (array.Entry.Type != ElementType.NameOf<T>()) throw Refused($"array '{name}' holds {array.Entry.Type}, expected is {ElementType.NameOf<T>()}");
        if (length is { } expected && array.Entry.Length != expected)
        {
            throw Refused($"array '{name}' has {array.Entry.Length} values, expected are {expected}");
        }

        return ElementType.FromBytes<T>(array.Bytes.Span);
    }

    /// <summary>A setting of the manifest that must be there.</summary>
    public string Setting(string name) =>
        Manifest.Settings?.GetValueOrDefault(name) ?? throw Refused($"its setting '{name}' is absent");

    /// <summary>The refusal of a file whose content contradicts itself.</summary>
    public static LearningException Refused(string reason) => new($"The model file cannot be used: {reason}.");

    private static void CheckWhole(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength + SHA256.HashSizeInBytes) throw Refused($"it has only {file.Length} bytes");
        if (!file.StartsWith(Magic)) throw Refused("it does not start as a model does");
        var version = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        if (version != Version) throw Refused($"its version is {version}; this program reads version {Version}");
        var length = BinaryPrimitives.ReadInt64LittleEndian(file[12..]);
        if (length != file.Length) throw Refused($"it has {file.Length} bytes and should have {length}");
        var body = file[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(file[body.Length..])) throw Refused("its checksum does not match its content");
    }

    private static ModelManifest ParseManifest(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ModelManifestJson.Default.ModelManifest) is { Inputs: not null, Hyperparameters: not null, Arrays: not null } manifest
                ? manifest
                : throw Refused("its manifest is empty");
        }
        catch (JsonException error)
        {
            throw Refused($"its manifest is not valid: {error.Message}");
        }
    }

    private static int Align(int position) => (position + 7) & ~7;
}
