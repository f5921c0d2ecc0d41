namespace MlPlatform.Storage.Protocol;

/// <summary>What S3 allows of an object's tags.</summary>
internal static class TagRules
{
    private const int MaximumTags = 10;
    private const int MaximumKeyLength = 128;
    private const int MaximumValueLength = 256;

    public static IReadOnlyDictionary<string, string> Check(IEnumerable<(string Key, string Value)> tags)
    {
        var checkedTags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > MaximumKeyLength) throw Invalid("The TagKey you have provided is invalid");
            if (value.Length > MaximumValueLength) throw Invalid("The TagValue you have provided is invalid");
            if (!checkedTags.TryAdd(key, value)) throw Invalid("Cannot provide multiple Tags with the same key");
        }

        return checkedTags.Count <= MaximumTags ? checkedTags : throw Invalid("Object tags cannot be greater than 10");
    }

    private static S3Exception Invalid(string message) => new(S3Error.InvalidTag, message);
}
