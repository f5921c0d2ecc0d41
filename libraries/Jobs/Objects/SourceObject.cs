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
}
