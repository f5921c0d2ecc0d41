using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>What a model file says about itself.</summary>
public sealed record ModelManifest(
    string Algorithm, LabelSchema Label, IReadOnlyList<ColumnSchema> Inputs, IReadOnlyDictionary<string, string> Hyperparameters)
{
    /// <summary>Name and length of each array, in the order they lie in the file.</summary>
    public IReadOnlyList<ArrayEntry> Arrays { get; init; } = [];
}

public sealed record ArrayEntry(string Name, int Length);

/// <summary>An array to be written.</summary>
public sealed record NamedArray(string Name, double[] Values);

/// <summary>One model in one file: a JSON manifest, arrays of little-endian doubles, a checksum over all of it.</summary>
/// <remarks>
/// Layout: 8 bytes "MLPMODEL", version (int32), total file length (int64), manifest length (int32), manifest, zeros to a multiple
/// of 8, the arrays one after another, SHA-256 of everything before it. Everything is little-endian.
/// </remarks>
public sealed class ModelFile
{
    /// <summary>The file's name inside a model folder or archive.</summary>
    public const string FileName = "model.mlp";

    public const int Version = 1;

    private const int HeaderLength = 24;

    private readonly Dictionary<string, double[]> arrays;

    private ModelFile(ModelManifest manifest, Dictionary<string, double[]> arrays)
    {
        Manifest = manifest;
        this.arrays = arrays;
    }

    private static ReadOnlySpan<byte> Magic => "MLPMODEL"u8;

    public ModelManifest Manifest { get; }

    public static void Write(Stream stream, ModelManifest manifest, IReadOnlyList<NamedArray> arrays)
    {
        manifest = manifest with { Arrays = [.. arrays.Select(a => new ArrayEntry(a.Name, a.Values.Length))] };
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifestJson.Default.ModelManifest);
        var arraysStart = Align(HeaderLength + json.Length);
        var length = arraysStart + (arrays.Sum(a => a.Values.Length) * sizeof(double)) + SHA256.HashSizeInBytes;
        var bytes = new byte[length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), json.Length);
        json.CopyTo(bytes, HeaderLength);
        var position = arraysStart;
        foreach (var array in arrays)
        {
            foreach (var value in array.Values)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(position), value);
                position += sizeof(double);
            }
        }

        SHA256.HashData(bytes.AsSpan(0, position), bytes.AsSpan(position));
        stream.Write(bytes);
    }

    public static ModelFile Read(ReadOnlySpan<byte> file)
    {
        CheckWhole(file);
        var body = file[..^SHA256.HashSizeInBytes];
        var manifestLength = BinaryPrimitives.ReadInt32LittleEndian(file[20..]);
        if (manifestLength < 0 || manifestLength > body.Length - HeaderLength) throw Refused("its manifest reaches beyond the file");
        var manifest = ParseManifest(body.Slice(HeaderLength, manifestLength));
        var arrays = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var position = Align(HeaderLength + manifestLength);
        foreach (var entry in manifest.Arrays)
        {
            if (entry.Length < 0 || (long)position + ((long)entry.Length * sizeof(double)) > body.Length) throw Refused($"array '{entry.Name}' reaches beyond the file");
            arrays[entry.Name] = ReadArray(body[position..], entry.Length);
            position += entry.Length * sizeof(double);
        }

        return new ModelFile(manifest, arrays);
    }

    /// <summary>An array that must be there with this length.</summary>
    public double[] Array(string name, int length) =>
        !arrays.TryGetValue(name, out var array) ? throw Refused($"array '{name}' is absent")
        : array.Length != length ? throw Refused($"array '{name}' has {array.Length} values, expected are {length}")
        : array;

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
            return JsonSerializer.Deserialize(json, ModelManifestJson.Default.ModelManifest) is { Inputs: not null, Label: not null, Hyperparameters: not null } manifest
                ? manifest
                : throw Refused("its manifest is empty");
        }
        catch (JsonException error)
        {
            throw Refused($"its manifest is not valid: {error.Message}");
        }
    }

    private static double[] ReadArray(ReadOnlySpan<byte> bytes, int length)
    {
        if (BitConverter.IsLittleEndian) return MemoryMarshal.Cast<byte, double>(bytes[..(length * sizeof(double))]).ToArray();
        var array = new double[length];
        for (var i = 0; i < length; i++) array[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        return array;
    }

    private static int Align(int position) => (position + 7) & ~7;

    private static LearningException Refused(string reason) => new($"The model file cannot be used: {reason}.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;
