using MlPlatform.Contracts;

namespace MlPlatform.Registry.Domain;

/// <summary>The tags of one resource of whatever kind and service.</summary>
public sealed record ResourceTags
{
    public const int Maximum = 50;

    public required string Arn { get; init; }
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>These tags with others set: a key that is there gets the new value, in its old place.</summary>
    public ResourceTags With(IReadOnlyList<Tag> added)
    {
        var byKey = Tags.ToDictionary(tag => tag.Key, StringComparer.Ordinal);
        var order = Tags.Select(tag => tag.Key).ToList();
        foreach (var tag in added)
        {
            if (!byKey.ContainsKey(tag.Key)) order.Add(tag.Key);
            byKey[tag.Key] = tag;
        }

        return this with { Tags = [.. order.Select(key => byKey[key])] };
    }

    public ResourceTags Without(IReadOnlyList<string> keys) => this with { Tags = [.. Tags.Where(tag => !keys.Contains(tag.Key))] };
}
