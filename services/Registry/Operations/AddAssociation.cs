using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Draws an edge of the lineage graph.</summary>
internal sealed class AddAssociation(Lineage lineage) : IOperation<AddAssociationRequest, AddAssociationResponse>
{
    public async Task<AddAssociationResponse> HandleAsync(AddAssociationRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.SourceArn == request.DestinationArn) throw AwsException.Validation("SourceArn and DestinationArn must differ.");
        var type = request.AssociationType ?? Lineage.AssociatedWith;
        if (!await lineage.LinkAsync(request.SourceArn, request.DestinationArn, type, cancellationToken))
        {
            throw AwsException.Validation($"An association from {request.SourceArn} to {request.DestinationArn} already exists.");
        }

        return new AddAssociationResponse(request.SourceArn, request.DestinationArn);
    }
}
