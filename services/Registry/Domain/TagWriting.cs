using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;

namespace MlPlatform.Registry.Domain;

/// <summary>Sets tags, whichever operation brings them.</summary>
internal static class TagWriting
{
    /// <summary>Sets tags of a resource and returns all it has now.</summary>
    public static async Task<IReadOnlyList<Tag>> SetTagsAsync(
        this RegistryStore store, string arn, IReadOnlyList<Tag>? added, CancellationToken cancellationToken)
    {
        if (added is null or { Count: 0 }) return (await store.Tags.FindAsync(arn, cancellationToken))?.Value.Tags ?? [];
        var first = Limited(new ResourceTags { Arn = arn }.With(added));
        if (await store.Tags.TryCreateAsync(first, cancellationToken)) return first.Tags;
        var updated = await store.Tags.UpdateAsync(
            arn, current => new DocumentChange<ResourceTags>(Limited(current.With(added))), cancellationToken);
        return updated?.Tags ?? [];
    }

    private static ResourceTags Limited(ResourceTags tags) => tags.Tags.Count <= ResourceTags.Maximum
        ? tags
        : throw AwsException.Validation($"A resource has at most {ResourceTags.Maximum} tags; {tags.Arn} would have {tags.Tags.Count}.");
}
