using System.Xml.Linq;
using MlPlatform.Testing;

namespace MlPlatform.House.Tests;

/// <summary>The projects of the house and what each references, read from their files.</summary>
internal static class References
{
    /// <summary>Path of a project folder relative to the root (services/Training) to the folders it references.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = Read();

    private static Dictionary<string, IReadOnlyList<string>> Read() =>
        Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal))
            .ToDictionary(FolderOf, file => (IReadOnlyList<string>)[.. Linked(file)]);

    private static IEnumerable<string> Linked(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var inherited = FolderOf(project).StartsWith("services/", StringComparison.Ordinal) ? [Path.Combine(Repository.Root, "services", "Directory.Build.props")] : Array.Empty<string>();
        foreach (var file in inherited.Prepend(project))
        {
            foreach (var reference in XDocument.Load(file).Descendants("ProjectReference"))
            {
                if ((string?)reference.Attribute("ReferenceOutputAssembly") == "false") continue;
                var include = ((string)reference.Attribute("Include")!).Replace("$(MSBuildThisFileDirectory)", Path.GetDirectoryName(file) + "/", StringComparison.Ordinal);
                yield return FolderOf(Path.GetFullPath(Path.Combine(folder, include)));
            }
        }
    }

    private static string FolderOf(string project) => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(project)!);
}
