using System.Security.Cryptography;

namespace MlPlatform.Learning.Models;

/// <summary>One model in one file: a JSON manifest and little-endian arrays, every byte covered by a checksum.</summary>
/// <remarks>
/// Layout: <see cref="FileHeader"/>, the manifest, zeros to a multiple of 64, and the arrays in the manifest's order, each followed by zeros to a
/// multiple of 64. The header's hash covers header and manifest; the manifest holds the hash of every array. A file is mapped, not read,
/// and may not be altered in place while a model of it is in use.
/// </remarks>
public sealed class ModelFile
{
    /// <summary>The file's name inside a model folder or archive.</summary>
    public const string FileName = "model.mlp";

    public const int Version = 2;

    private static readonly string Writer = $"MlPlatform.Learning {typeof(ModelFile).Assembly.GetName().Version!.ToString(3)}";

    private readonly Dictionary<string, (ArrayEntry Entry, ReadOnlyMemory<byte> Bytes)> arrays;

    private ModelFile(ModelManifest manifest, Dictionary<string, (ArrayEntry Entry, ReadOnlyMemory<byte> Bytes)> arrays)
    {
        Manifest = manifest;
        this.arrays = arrays;
    }

    public ModelManifest Manifest { get; }

    /// <summary>The names of the arrays, in the order they lie in the file.</summary>
    public IEnumerable<string> ArrayNames => Manifest.Arrays.Select(array => array.Name);

    /// <summary>Writes a model as it streams; no more of it is held in memory than the arrays given.</summary>
    public static void Write(Stream stream, ModelManifest manifest, IReadOnlyList<NamedArray> arrays)
    {
        manifest = manifest with { WrittenBy = Writer, Arrays = [.. arrays.Select(Hashed)] };
        ManifestCheck.Run(manifest);
        var json = manifest.ToJson();
        var start = FileHeader.Align(FileHeader.Length + json.Length);
        var length = start + arrays.Sum(array => FileHeader.Align(array.Bytes.Length));
        if (length > int.MaxValue) throw new LearningException($"The model has {length} bytes; 2 GB are the most that its file holds.");

        Span<byte> zeros = stackalloc byte[FileHeader.Alignment];
        zeros.Clear();
        new FileHeader(length, json.Length).Write(stream, json);
        stream.Write(zeros[..(int)(start - FileHeader.Length - json.Length)]);
        foreach (var array in arrays)
        {
            stream.Write(array.Bytes);
            stream.Write(zeros[..(int)(FileHeader.Align(array.Bytes.Length) - array.Bytes.Length)]);
        }
    }

    /// <summary>A model file's bytes, checked whole. The arrays stay where they are.</summary>
    public static ModelFile Read(ReadOnlyMemory<byte> file)
    {
        var json = FileHeader.ReadManifest(file.Span);
        var manifest = ModelManifest.Parse(json);
        var arrays = new Dictionary<string, (ArrayEntry, ReadOnlyMemory<byte>)>(manifest.Arrays.Count, StringComparer.Ordinal);
        long position = FileHeader.Length + json.Length;
        foreach (var entry in manifest.Arrays)
        {
            var start = SkipZeros(file.Span, position);
            position = start + ((long)entry.Length * ElementType.SizeOf(entry.Type));
            if (position > file.Length) throw Refused($"array '{entry.Name}' reaches beyond the file");
            var bytes = file[(int)start..(int)position];
            if (HashOf(bytes.Span) != entry.Sha256) throw Refused($"array '{entry.Name}' does not match its checksum");
            arrays[entry.Name] = (entry, bytes);
        }

        if (SkipZeros(file.Span, position) != file.Length) throw Refused("something follows its last array");
        return new ModelFile(manifest, arrays);
    }

    /// <summary>Maps a file into memory and checks it; pages that nobody uses take none.</summary>
    public static ModelFile Open(string path)
    {
        var mapped = MappedMemory.Map(path);
        var file = Read(mapped);
        GC.KeepAlive(mapped);
        return file;
    }

    /// <summary>A copy of an array that must be there, of this type and, where one is given, this length.</summary>
    public T[] Array<T>(string name, int? length = null) where T : unmanaged
    {
        var values = ElementType.FromBytes<T>(Find<T>(name, length).Span);
        GC.KeepAlive(this);
        return values;
    }

    /// <summary>As <see cref="Array{T}"/>, without a copy: the file's own memory.</summary>
    /// <remarks>Keep the memory, not only a span of it, for as long as it is used: the mapping ends when nothing refers to it any longer.</remarks>
    public ReadOnlyMemory<T> Memory<T>(string name, int? length = null) where T : unmanaged
    {
        var bytes = Find<T>(name, length);
        return BitConverter.IsLittleEndian ? new ArrayMemory<T>(bytes).Memory : ElementType.FromBytes<T>(bytes.Span);
    }

    /// <summary>A setting of the manifest that must be there.</summary>
    public string Setting(string name) =>
        Manifest.Settings?.GetValueOrDefault(name) ?? throw Refused($"its setting '{name}' is absent");

    /// <summary>The refusal of a file whose content contradicts itself.</summary>
    public static LearningException Refused(string reason) => new($"The model file cannot be used: {reason}.");

    private ReadOnlyMemory<byte> Find<T>(string name, int? length) where T : unmanaged
    {
        if (!arrays.TryGetValue(name, out var array)) throw Refused($"array '{name}' is absent");
        if (array.Entry.Type != ElementType.NameOf<T>()) throw Refused($"array '{name}' holds {array.Entry.Type}, expected is {ElementType.NameOf<T>()}");
        if (length is { } expected && array.Entry.Length != expected)
        {
            throw Refused($"array '{name}' has {array.Entry.Length} values, expected are {expected}");
        }

        return array.Bytes;
    }

    private static long SkipZeros(ReadOnlySpan<byte> file, long position)
    {
        var aligned = FileHeader.Align(position);
        if (aligned > file.Length) throw Refused("it ends too early");
        if (file[(int)position..(int)aligned].ContainsAnyExcept((byte)0)) throw Refused("there is something between its parts");
        return aligned;
    }

    private static ArrayEntry Hashed(NamedArray array) => array.Entry with { Sha256 = HashOf(array.Bytes) };

    private static string HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }
}
