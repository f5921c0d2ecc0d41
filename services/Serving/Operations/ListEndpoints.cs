using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Lists endpoints.</summary>
internal sealed class ListEndpoints(ServingStore store) : IOperation<ListEndpointsRequest, ListEndpointsResponse>
{
    public async Task<ListEndpointsResponse> HandleAsync(ListEndpointsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            NameContains = request.NameContains,
            StatusEquals = request.StatusEquals,
            CreationTimeAfter = request.CreationTimeAfter,
            CreationTimeBefore = request.CreationTimeBefore,
            LastModifiedTimeAfter = request.LastModifiedTimeAfter,
            LastModifiedTimeBefore = request.LastModifiedTimeBefore,
        };
        var (endpoints, next) = await listing.PageAsync(store.Endpoints, Endpoint.Listed, also: null, cancellationToken);
        var summaries = endpoints.Select(endpoint => new EndpointSummary(
            endpoint.Name, endpoint.Arn, endpoint.CreationTime, endpoint.LastModifiedTime, endpoint.Status));
        return new ListEndpointsResponse([.. summaries], next);
    }
}
