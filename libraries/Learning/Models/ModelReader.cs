using System.Formats.Tar;
using System.IO.Compression;
using MlPlatform.Learning.Trees.Foreign;

namespace MlPlatform.Learning.Models;

/// <summary>Loads a model of any built-in algorithm, and those that XGBoost and LightGBM wrote.</summary>
public static class ModelReader
{
    private const int LargestModel = 1 << 30;

    // In the order in which they are preferred; the first is what SageMaker's XGBoost writes.
    private static readonly string[] ForeignNames = ["xgboost-model", "xgboost-model.json", "xgboost-model.ubj", "model.ubj", "model.json", "model.txt"];

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
    public static ITabularModel? FindInFolder(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        if (Array.Find(files, path => Path.GetFileName(path) == ModelFile.FileName) is { } own) return Open(own);
        var foreign = ForeignNames.Select(name => Array.Find(files, path => Path.GetFileName(path) == name)).FirstOrDefault(path => path is not null);
        return foreign is null ? null : ForeignModels.Read(File.ReadAllBytes(foreign));
    }

    /// <summary>From a <c>model.tar.gz</c>, wherever in it the model file lies; null where it holds none.</summary>
    public static ITabularModel? FindInArchive(Stream tarGz)
    {
        try
        {
            using var gzip = new GZipStream(tarGz, CompressionMode.Decompress, leaveOpen: true);
            using var tar = new TarReader(gzip);
            (int Rank, byte[] Bytes)? foreign = null;
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is null) continue;
                var name = Path.GetFileName(entry.Name);
                if (name == ModelFile.FileName) return Read(BytesOf(entry));
                var rank = Array.IndexOf(ForeignNames, name);
                if (rank >= 0 && !(foreign?.Rank <= rank)) foreign = (rank, BytesOf(entry));
            }

            return foreign is { } found ? ForeignModels.Read(found.Bytes) : null;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new LearningException($"The model archive cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The bytes as they come, whatever length the archive claims.</summary>
    private static byte[] BytesOf(TarEntry entry)
    {
        if (entry.Length > LargestModel) throw new LearningException($"The model file has {entry.Length} bytes, more than {LargestModel}.");
        var bytes = new MemoryStream();
        entry.DataStream!.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static ITabularModel Load(ModelFile file)
    {
        var name = file.Manifest.Algorithm;
        var algorithm = AlgorithmCatalog.Find(name) ?? throw ModelFile.Refused($"there is no algorithm '{name}' here");
        return algorithm.Load(file);
    }
}
