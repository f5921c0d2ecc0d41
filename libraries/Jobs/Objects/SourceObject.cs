using System.Text.Json;

namespace MlPlatform.Jobs;

/// <summary>One object of a job's input and the path it gets below the input's folder.</summary>
internal sealed record SourceObject(S3Location Location, string RelativePath)
{
    /// <summary>A key's path below a prefix: what follows the prefix, from the start of the segment in which the prefix ends.</summary>
    public static string Below(string prefix, string key)
    {
        if (key.Length > prefix.Length && (prefix.EndsWith('/') || key[prefix.Length] == '/')) return key[prefix.Length..].TrimStart('/');
        return key[(prefix.LastIndexOf('/') + 1)..];
    }

    /// <summary>Reads a manifest: an array that starts with {"prefix": ...} and goes on with keys below that prefix.</summary>
    public static List<SourceObject> ReadManifest(byte[] content, S3Location location)
    {
        try
        {
            using var manifest = JsonDocument.Parse(content);
            var entries = manifest.RootElement.EnumerateArray().ToList();
            var prefix = S3Location.Parse(entries[0].GetProperty("prefix").GetString()!);
            return [.. entries.Skip(1).Select(entry => entry.GetString()!)
                .Select(suffix => new SourceObject(prefix with { Key = prefix.Key + suffix }, suffix.TrimStart('/')))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new JobInputException($"{location} is no manifest: it must be a JSON array that starts with {{\"prefix\": ...}}.");
        }
    }
}
