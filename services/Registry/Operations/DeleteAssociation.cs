using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Takes an edge out of the lineage graph.</summary>
internal sealed class DeleteAssociation(RegistryStore store) : IOperation<DeleteAssociationRequest, DeleteAssociationResponse>
{
    public async Task<DeleteAssociationResponse> HandleAsync(
        DeleteAssociationRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (!await store.Associations.DeleteAsync(Association.IdOf(request.SourceArn, request.DestinationArn), cancellationToken))
        {
            throw new AwsException(
                AwsErrorCode.ResourceNotFound, $"There is no association from {request.SourceArn} to {request.DestinationArn}.");
        }

        return new DeleteAssociationResponse(request.SourceArn, request.DestinationArn);
    }
}
