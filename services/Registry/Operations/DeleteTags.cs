using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Takes tags off any resource of the platform.</summary>
internal sealed class DeleteTags(RegistryStore store) : IOperation<DeleteTagsRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteTagsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        await store.Tags.UpdateAsync(
            request.ResourceArn, tags => new DocumentChange<ResourceTags>(tags.Without(request.TagKeys)), cancellationToken);
        return EmptyResponse.Value;
    }
}
