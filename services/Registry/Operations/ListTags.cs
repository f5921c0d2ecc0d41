using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>The tags of any resource of the platform, in one page: there are at most fifty.</summary>
internal sealed class ListTags(RegistryStore store) : IOperation<ListTagsRequest, ListTagsResponse>
{
    public async Task<ListTagsResponse> HandleAsync(ListTagsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await store.Tags.FindAsync(request.ResourceArn, cancellationToken);
        return new ListTagsResponse(found?.Value.Tags ?? [], NextToken: null);
    }
}
