using MlPlatform.Tables;

namespace MlPlatform.Clarify.Data;

/// <summary>The files of a data set: every file of its folder that is not empty, in the order of their names.</summary>
internal static class DataFiles
{
    public static string[] Of(string folder, string what)
    {
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(IsData).Order(StringComparer.Ordinal).ToArray()
            : [];
        return files.Length > 0 ? files : throw new ClarifyException($"The {Named(what)} is empty.");
    }

    /// <summary>What a message calls the data set: the job's own is its input.</summary>
    public static string Named(string what) => what == "dataset" ? "input 'dataset'" : what;

    private static bool IsData(string file) => Path.GetFileName(file) != TableSchema.FileName && new FileInfo(file).Length > 0;
}
