namespace MlPlatform.Testing;

/// <summary>Where the checkout and the shared test data lie.</summary>
public static class Repository
{
    /// <summary>The folder that holds MlPlatform.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The shared folder beside the checkout (data sets, reference figures), or null where it is absent.</summary>
    public static string? Shared { get; } = FindShared();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MlPlatform.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"MlPlatform.sln is in no folder above {AppContext.BaseDirectory}.");
    }

    private static string? FindShared()
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared"));
        return Directory.Exists(path) ? path : null;
    }
}
