namespace MlPlatform.Jobs.Container.Captures;

/// <summary>Finds the files of an input.</summary>
public static class DataFiles
{
    /// <summary>Every file that is not empty, whatever folders it lies in, in order of its name; a path that is a file is that file.</summary>
    public static IReadOnlyList<string> Under(string path)
    {
        if (File.Exists(path)) return new FileInfo(path).Length > 0 ? [path] : [];
        return Directory.Exists(path)
            ? [.. Directory.GetFiles(path, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal)]
            : [];
    }
}
