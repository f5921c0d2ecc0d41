using System.Formats.Tar;
using System.IO.Compression;

namespace MlPlatform.Learning.Models;

/// <summary>Loads a model of any built-in algorithm.</summary>
public static class ModelReader
{
    private const int LargestModel = 1 << 30;

    /// <summary>From the bytes of a model file.</summary>
    public static ITabularModel Read(ReadOnlyMemory<byte> file) => Load(ModelFile.Read(file));

    public static ITabularModel Read(Stream stream)
    {
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    /// <summary>From a model file on disk, mapped into memory.</summary>
    public static ITabularModel Open(string path) => Load(ModelFile.Open(path));

    /// <summary>From a folder that a model archive was unpacked to, wherever in it the model file lies; null where it holds none.</summary>
    public static ITabularModel? FindInFolder(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, ModelFile.FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault() is { } path
            ? Open(path)
            : null;

    /// <summary>From a <c>model.tar.gz</c>, wherever in it the model file lies; null where it holds none.</summary>
    public static ITabularModel? FindInArchive(Stream tarGz)
    {
        try
        {
            using var gzip = new GZipStream(tarGz, CompressionMode.Decompress, leaveOpen: true);
            using var tar = new TarReader(gzip);
            while (tar.GetNextEntry() is { } entry)
            {
                if (Path.GetFileName(entry.Name) != ModelFile.FileName || entry.DataStream is null) continue;
                if (entry.Length > LargestModel) throw new LearningException($"The model file has {entry.Length} bytes, more than {LargestModel}.");
                return Read(entry.DataStream);
            }

            return null;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new LearningException($"The model archive cannot be read: {error.Message}", error);
        }
    }

    private static ITabularModel Load(ModelFile file)
    {
        var name = file.Manifest.Algorithm;
        var algorithm = AlgorithmCatalog.Find(name) ?? throw ModelFile.Refused($"there is no algorithm '{name}' here");
        return algorithm.Load(file);
    }
}
