using System.Text.Json;

namespace MlPlatform.Transforms.Data;

/// <summary>Finds the columns of JSON lines of which some may be malformed.</summary>
internal static class JsonLines
{
    private const int LinesToLookAt = 500;

    /// <summary>The members that most of the first lines have, in the order of the first such line; null where the data is no JSON lines.</summary>
    public static IReadOnlyList<string>? GuessColumns(IReadOnlyList<string> files)
    {
        if (files.FirstOrDefault(DataFolder.IsJsonLines) is not { } file) return null;
        using var reader = new StreamReader(DataFolder.Open(file));
        var shapes = new Dictionary<string, (int Count, string[] Names)>(StringComparer.Ordinal);
        for (var i = 0; i < LinesToLookAt && reader.ReadLine() is { } line; i++)
        {
            if (NamesOf(line) is not { } names) continue;
            var shape = string.Join('\n', names.Order(StringComparer.Ordinal));
            shapes[shape] = shapes.TryGetValue(shape, out var seen) ? (seen.Count + 1, seen.Names) : (1, names);
        }

        return shapes.Count == 0 ? null : shapes.Values.MaxBy(shape => shape.Count).Names;
    }

    private static string[]? NamesOf(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? [.. document.RootElement.EnumerateObject().Select(m => m.Name)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
