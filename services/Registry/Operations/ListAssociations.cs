using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Lists edges of the lineage graph.</summary>
internal sealed class ListAssociations(RegistryStore store) : IOperation<ListAssociationsRequest, ListAssociationsResponse>
{
    public async Task<ListAssociationsResponse> HandleAsync(
        ListAssociationsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortOrder = request.SortOrder,
            StatusEquals = request.AssociationType,
        };
        var (edges, next) = await listing.PageAsync(store.Associations, Association.Listed, Wanted, cancellationToken);
        return new ListAssociationsResponse([.. edges.Select(Summary)], next);

        bool Wanted(Association edge) =>
            (request.SourceArn is null || edge.SourceArn == request.SourceArn)
            && (request.DestinationArn is null || edge.DestinationArn == request.DestinationArn)
            && (request.SourceType is null || edge.SourceType == request.SourceType)
            && (request.DestinationType is null || edge.DestinationType == request.DestinationType);
    }

    private static AssociationSummary Summary(Association edge) => new()
    {
        SourceArn = edge.SourceArn,
        DestinationArn = edge.DestinationArn,
        SourceType = edge.SourceType,
        DestinationType = edge.DestinationType,
        AssociationType = edge.Type,
        CreationTime = edge.CreationTime,
    };
}
