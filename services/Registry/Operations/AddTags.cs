using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Sets tags of any resource of the platform.</summary>
internal sealed class AddTags(RegistryStore store) : IOperation<AddTagsRequest, AddTagsResponse>
{
    public async Task<AddTagsResponse> HandleAsync(AddTagsRequest request, OperationContext context, CancellationToken cancellationToken) =>
        new(await store.SetTagsAsync(request.ResourceArn, request.Tags, cancellationToken));
}
