using MlPlatform.Testing;

namespace MlPlatform.House.Tests;

/// <summary>The C# files of the house, generated ones left out.</summary>
internal static class SourceFiles
{
    private static readonly string[] Rooms = ["AppHost", "ServiceDefaults", "services", "libraries", "containers", "samples", "benchmarks", "tests"];

    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. Rooms.Select(room => Path.Combine(Repository.Root, room)).Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
            .Where(IsSource)
            .Select(file => new SourceFile(Path.GetRelativePath(Repository.Root, file), File.ReadAllLines(file))),
    ];

    public static IEnumerable<SourceFile> Product => All.Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal));

    private static bool IsSource(string file) =>
        !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) &&
        !file.Contains("/node_modules/", StringComparison.Ordinal);
}

/// <summary>A file by its path from the root, and its lines.</summary>
internal sealed record SourceFile(string Path, string[] Lines);
