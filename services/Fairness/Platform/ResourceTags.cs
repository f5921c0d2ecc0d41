using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;

namespace MlPlatform.Fairness.Platform;

/// <summary>Hands the tags of a new resource to the registry, which keeps the tags of everything.</summary>
internal sealed class ResourceTags(IOperations operations)
{
    public async Task AddAsync(string arn, IReadOnlyList<Tag>? tags, OperationContext context, CancellationToken cancellationToken)
    {
        if (tags is null or { Count: 0 }) return;
        await operations.SendAsync<AddTagsRequest, AddTagsResponse>(new() { ResourceArn = arn, Tags = tags }, context, cancellationToken);
    }
}
